# The next version of the api, whose migration takes its time: it adds, as every release must.
ARG API
FROM ${API}
COPY slow.js /app/dist/migrations/Migration29990101000100.js
