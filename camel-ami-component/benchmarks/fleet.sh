#!/usr/bin/env bash
# Runs a fleet of gateways in one process, their other side in another: on platform threads with the Java that there is, and
# on virtual threads with a newer one. Writes a table (Markdown), a picture and lines "metric <name> <value>".
#   fleet.sh [gateways] [route|gateway]     1,000, each with a Camel route, unless told otherwise; ten minutes in all
# The Java for virtual threads, 24 or later, is the home in VIRTUAL_JAVA_HOME, or the first such in /usr/lib/jvm.
set -euo pipefail
cd "$(dirname "$0")/../.."
. camel-ami-component/benchmarks/classes.sh
virtual=${VIRTUAL_JAVA_HOME:-}
if [ -z "$virtual" ]; then
  virtual=$(grep -lE '^JAVA_VERSION="(2[4-9]|[3-9][0-9])' /usr/lib/jvm/*/release 2>/dev/null | head -1 | xargs -r dirname || true)
fi
exec java -Xmx128m -Djava.awt.headless=true -cp "$classpath" \
  io.camelami.benchmarks.fleet.FleetTable "${1:-1000}" "${2:-route}" $here/target/fleet "$virtual"
