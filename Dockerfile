# The Node of package.json, so that the image runs what the tests ran on.
ARG NODE_VERSION=24.21.0

# The pages are built with the development tools; the image that runs holds neither them nor the tests.
FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /vitrine
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json vite.config.ts ./
COPY rooms rooms
COPY client-demo client-demo
RUN npx vite build

FROM node:${NODE_VERSION}-bookworm-slim AS dependencies
WORKDIR /vitrine
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /vitrine
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /vitrine/node_modules node_modules
COPY package.json ./
COPY rooms rooms
COPY server server
COPY assets assets
# Copied last: what is newer than its sources is not built again at the start.
COPY --from=build /vitrine/client-demo/dist client-demo/dist
USER node
VOLUME /data
EXPOSE 3000
# There is no Redis in the image: it is started with REDIS_URL.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals have to reach the server itself, so that it can say goodbye to its visitors.
CMD ["node", "server/vitrine.mjs", "serve"]
