#!/bin/sh
# On the first start only: the owner migrates, the application owns nothing.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --dbname ikpa --quiet \
  --set owner_password="$(cat /run/secrets/postgres_owner_password)" \
  --set app_password="$(cat /run/secrets/postgres_app_password)" <<'SQL'
create role ikpa login nosuperuser nocreaterole nocreatedb nobypassrls password :'owner_password';
create role ikpa_app login nosuperuser nocreaterole nocreatedb nobypassrls password :'app_password';
alter database ikpa owner to ikpa;
revoke all on database ikpa from public;
grant connect on database ikpa to ikpa_app;
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
alter schema public owner to ikpa;
revoke create on schema public from public;
SQL
