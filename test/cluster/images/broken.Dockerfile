# A version of the api whose migration the database refuses.
ARG API
FROM ${API}
COPY broken.js /app/dist/migrations/Migration29990101000200.js
