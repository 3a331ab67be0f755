# For the scripts beside it, which source it from the project's top directory: builds the classes unless one of them has
# since the last change, and tells where they are.
here=camel-ami-component/benchmarks
built=$here/target/built
if [ ! -f $built ] || [ -n "$(find camel-ami-component/*/src/main camel-ami-component/*/pom.xml -newer $built -type f -print -quit)" ]; then
  mvn -q -ntp -pl $here -am process-classes
  touch $built
fi
classpath="$here/target/classes:$(cat $here/target/classpath)"
