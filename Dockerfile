# The bot alone: nothing of its tools and tests. What it writes is in /data (SQLite, where it is used) and /spool.
FROM node:24-slim
ENV NODE_ENV=production DATABASE_URL=sqlite:/data/bot.db TRANSCRIPT_DIR=/spool
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force \
  && install -d -o node -g node -m 0700 /data /spool
COPY src ./src
USER node
EXPOSE 3978
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3978}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--env-file-if-exists=.env", "src/main.ts"]
