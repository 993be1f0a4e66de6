# Which JDK to use: read by ./mvnw, ./steveslist and .ci/run. Plain sh.

wanted_java=25

# A JDK that is new enough, without starting any: its release file says what it is.
is_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$version" ] && [ "$version" -ge "$wanted_java" ]
}

# Puts the first one into $jdk; false when there is none.
find_jdk() {
    on_path=$(command -v javac 2>/dev/null || true)
    [ -z "$on_path" ] || on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path")")")
    for jdk in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/*jdk* /opt/*/*jdk* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.local/share/mise/installs/java/* "${HOME:-}"/.asdf/installs/java/*; do
        if [ -n "$jdk" ] && is_jdk "$jdk"; then
            return 0
        fi
    done
    return 1
}

# For Maven, whose own libraries make a new JDK warn.
use_jdk() {
    JAVA_HOME=$jdk
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
    export JAVA_HOME MAVEN_OPTS
}
