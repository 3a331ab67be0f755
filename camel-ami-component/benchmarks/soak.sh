#!/usr/bin/env bash
# Runs a Camel route against a simulated gateway in another JVM, under load and with its connections cut again and again.
# Writes soak.csv and soak.png, tells of each quantity whether it stays flat, and ends with 1 if one does not or if an event
# is unaccounted for.
#   soak.sh [seconds] [events a second] [seconds between cuts] [directory]      30 minutes, 2,000, 10 s unless told otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
. camel-ami-component/benchmarks/classes.sh
exec java -Xmx256m -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Djava.awt.headless=true \
  -cp "$classpath" \
  io.camelami.benchmarks.soak.Soak "${1:-1800}" "${2:-2000}" "${3:-10}" "${4:-$here/target/soak}"
