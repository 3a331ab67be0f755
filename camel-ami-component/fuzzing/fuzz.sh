#!/usr/bin/env bash
# Fuzzes every target, each in a JVM of its own for the time its annotation names, and tells of each how often it ran and
# how far it came: libFuzzer's last line with the executions, cov (edges of the code that were reached), ft (these, and how
# often each was passed) and corp (inputs that reached something new). What is found is written below src/test/resources,
# and every build runs it from then on.
#   fuzz.sh            all targets
#   fuzz.sh Dialect    the targets of classes whose names contain that word
set -uo pipefail
cd "$(dirname "$0")/../.."
mvn -q -ntp -DskipTests -pl camel-ami-component/fuzzing -am test-compile || exit 1
failed=0
while IFS=: read -r file method; do
  class=$(basename "$file" .java)
  case $class in *"${1:-}"*) ;; *) continue ;; esac
  package=$(dirname "${file#*src/test/java/}")
  mkdir -p "camel-ami-component/fuzzing/src/test/resources/$package/${class}Inputs/$method"
  log=camel-ami-component/fuzzing/target/$class.$method.log
  # What stands between slashes in a USSD script is meant to be a regular expression.
  allowed=
  [ "$class" = UssdScriptFuzzTest ] && allowed=com.code_intelligence.jazzer.sanitizers.RegexInjection
  JAZZER_DISABLED_HOOKS=$allowed JAZZER_FUZZ=1 mvn -q -ntp -pl camel-ami-component/fuzzing -am -Dtest="$class#$method" \
    -Dsurefire.failIfNoSpecifiedTests=false test >"$log" 2>&1 || failed=1
  printf '%s.%s: %s\n' "$class" "$method" "$(grep -aE '^#[0-9]+' "$log" | tail -n 1)"
  grep -aE '== Java Exception|FuzzTestFinding' "$log" | head -n 2
done < <(grep -rHoP --include='*FuzzTest.java' '^    void \K\w+' camel-ami-component/fuzzing/src/test/java)
exit $failed
