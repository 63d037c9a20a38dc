-- Run once as a superuser (psql -v owner_password=… -v app_password=… -f roles.sql): the owner migrates, the
-- application owns nothing.
create role ikpa login nosuperuser nocreaterole nocreatedb nobypassrls password :'owner_password';
create role ikpa_app login nosuperuser nocreaterole nocreatedb nobypassrls password :'app_password';
create database ikpa owner ikpa;
revoke all on database ikpa from public;
grant connect on database ikpa to ikpa_app;
\connect ikpa
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
alter schema public owner to ikpa;
revoke create on schema public from public;
