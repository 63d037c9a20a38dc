#!/bin/sh
# Starts Redis with its password from a file (an argument would be seen in the list of processes), or pings it.
set -eu
password="$(cat /run/secrets/redis_password)"
if [ "${1:-}" = ping ]; then
  REDISCLI_AUTH="$password" redis-cli ping | grep -q PONG
  exit
fi
umask 077
cat > /tmp/redis.conf <<CONF
requirepass $password
appendonly yes
dir /data
maxmemory 160mb
maxmemory-policy noeviction
CONF
exec redis-server /tmp/redis.conf
