#!/bin/bash
# Runs once, when the database's volume is empty: the application owns its database and is no superuser.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --set password="${QUARTERDECK_DATABASE_PASSWORD:?}" \
  --username postgres --dbname postgres <<'SQL'
CREATE ROLE quarterdeck LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE quarterdeck OWNER quarterdeck;
SQL
