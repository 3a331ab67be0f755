#!/usr/bin/env bash
# Runs all subjects side by side, each in a fresh process and in each round, and writes a table (Markdown), a picture and
# lines "metric <name> <value>". The classes are built first unless this script has built them since the last change.
#   benchmarks.sh [rounds]     5 rounds unless told otherwise, about two minutes each
#   benchmarks.sh --quick      the most important figures, within 50 s
#   benchmarks.sh --jmh [...]  the micro-benchmarks, with JMH's own arguments
set -euo pipefail
cd "$(dirname "$0")/../.."
. camel-ami-component/benchmarks/classes.sh
if [ "${1:-}" = --jmh ]; then
  exec java -cp "$classpath" org.openjdk.jmh.Main "${@:2}"
fi
rounds=${1:-5}
exec java -Xmx256m -Djava.awt.headless=true -cp "$classpath" io.camelami.benchmarks.sidebyside.SideBySide \
  "${rounds#--}" $here/target/side-by-side $here/src/main/python/panoramisk_run.py
