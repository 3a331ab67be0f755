#!/usr/bin/env bash
# Provisions and runs a private, throw-away Asterisk for integration tests.
#
#   asterisk.sh install          download and unpack Asterisk under ASTERISK_ROOT, once;
#                                delete the directory to get a newer one
#   asterisk.sh start            install, configure, start in the background, wait
#                                until AMI reports FullyBooted, print the process id
#   asterisk.sh run              the same in the foreground
#   asterisk.sh stop | status
#   asterisk.sh cli [command]    one CLI command, or an interactive console
#
# Nothing is installed on the machine: the distribution's own packages are fetched
# through apt from the mirror the machine is configured for, checked against the
# distribution's signatures, unpacked under ASTERISK_ROOT and run through their own
# dynamic loader. No root, chroot, container or maintainer script is involved.
# Needs bash, apt and dpkg-deb; openssl for the TLS port (left out without it).
#
#   ASTERISK_ROOT    target/asterisk   where everything goes; one root per version
#   ASTERISK_SUITE   "sid forky"       distribution suites, the first that can be installed is
#                                      taken (bullseye has Asterisk 16), or "installed" for
#                                      the Asterisk that is on the machine
#   ASTERISK_MIRROR  (apt's)           package mirror
#   ASTERISK_CONF_D  (none)            directory of *.conf that replace generated ones
#   AMI_PORT         15038             AMI; AMI over TLS is on AMI_PORT+1, SIP (UDP) on AMI_PORT+2
#   AMI_SECRET       secret            password of every AMI user
set -euo pipefail

root=$(realpath -m "${ASTERISK_ROOT:-target/asterisk}")
suites=${ASTERISK_SUITE:-sid forky}
port=${AMI_PORT:-15038}
secret=${AMI_SECRET:-secret}
image=$root/image
usr=$image/usr
conf=$root/etc
var=$root/var
pidfile=$root/asterisk.pid

say() { echo "asterisk.sh: $*" >&2; }
die() { say "$*"; exit 1; }

# ------------------------------------------------------------------ install

install() {
  if [ "$suites" = installed ]; then
    command -v asterisk >/dev/null || die "no asterisk on this machine"
    return
  fi
  local suite
  for suite in $suites; do
    [ "$(cat "$root/installed" 2>/dev/null)" = "$suite" ] && return
  done
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || die "apt and dpkg are needed"
  # A rolling suite may be half updated for a day. The subshell is started with errexit
  # in force, which a condition would switch off.
  for suite in $suites; do
    set +e
    (set -e; unpack "$suite")
    local result=$?
    set -e
    [ $result -eq 0 ] && return
    say "suite $suite cannot be installed"
  done
  die "none of the suites could be installed: $suites"
}

unpack() {
  local suite=$1
  local apt=$root/apt mirror keyring libraries package
  rm -rf "$image" "$apt" "$root/installed"
  mkdir -p "$image" "$apt"/{lists,cache/archives}/partial
  : >"$apt/status"
  mirror=${ASTERISK_MIRROR:-$(apt-get indextargets --format '$(COMPONENT) $(RELEASE) $(REPO_URI)' \
    'Created-By: Packages' | awk '$1 == "main" && $2 !~ /-/ { print $3; exit }')}
  [ -n "$mirror" ] || die "apt has no mirror configured; set ASTERISK_MIRROR"
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -r "$keyring" ] && keyring="[signed-by=$keyring]" || keyring=
  echo "deb $keyring $mirror $suite main" >"$apt/sources.list"
  # The machine's own apt settings (proxies and the like) stay in force beneath these.
  local o=(-qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null
    -o "Dir::State=$apt" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache"
    -o APT::Sandbox::User= -o APT::Update::Post-Invoke= -o Acquire::Languages=none -o Acquire::Retries=3)

  apt-get "${o[@]}" update
  # The program, its modules and the libraries the program itself links. What only the
  # less common modules, the maintainer scripts and the sound files need, three quarters
  # of the whole, is left out; a module that lacks its library just does not load.
  libraries=$(apt-cache "${o[@]}" depends --no-recommends --no-suggests asterisk |
    awk '$1 == "Depends:" && $2 ~ /^lib/ { print $2 }')
  [ -n "$libraries" ] || die "suite $suite has no asterisk package"
  # shellcheck disable=SC2086
  apt-get "${o[@]}" --yes --download-only --no-install-recommends install $libraries
  (cd "$apt/cache/archives" && apt-get "${o[@]}" download asterisk asterisk-modules)
  for package in "$apt"/cache/archives/*.deb; do
    dpkg-deb --extract "$package" "$image"
  done
  rm -rf "$apt" "$image"/{etc,var,usr/bin} "$image"/usr/share/{doc,man,locale} "$image"/usr/lib/*/{gconv,perl*}
  launcher
  "${asterisk[@]}" -V >&2 || die "the unpacked asterisk does not run"
  echo "$suite" >"$root/installed"
}

# ------------------------------------------------------------------ running the unpacked program

find_one() { find "$@" -print -quit; }

# Sets $asterisk to the command that runs the program: through its own loader, because
# the machine's libc is another one, and with a bare environment.
launcher() {
  local through=() libraries
  if [ "$suites" = installed ]; then
    usr=$(dirname "$(dirname "$(command -v asterisk)")")
  else
    libraries=$(dirname "$(find_one "$image" -name libc.so.6)")
    through=("$(find_one "$image" -path '*/lib/*' -name 'ld-linux*.so.*')"
      --library-path "$libraries:$usr/lib/$(basename "$libraries"):$usr/lib")
  fi
  asterisk=(env -i "PATH=$PATH" "HOME=$var" "TERM=${TERM:-dumb}" "TZ=${TZ:-UTC}" LC_ALL=C OPENSSL_CONF=/dev/null
    "${through[@]}" "$usr/sbin/asterisk" -C "$conf/asterisk.conf")
  # Root is not needed: become nobody where the directory is open to it.
  local nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  owner=
  if [ "$(id -u)" = 0 ] && "${nobody[@]}" test -x "$root" 2>/dev/null; then
    owner=65534:65534
    asterisk=("${nobody[@]}" "${asterisk[@]}")
  fi
}

running() { [ -s "$pidfile" ] && grep -qs "$conf/asterisk.conf" "/proc/$(cat "$pidfile")/cmdline"; }

# True once a login is followed by the FullyBooted event.
booted() (
  exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
  printf 'Action: Login\r\nUsername: admin\r\nSecret: %s\r\n\r\n' "$secret" >&3
  while IFS= read -r -t 5 line <&3; do
    [ "$line" = $'Event: FullyBooted\r' ] && exit 0
  done
  exit 1
) 2>/dev/null

prepare() {
  install
  rm -rf "$var" "$conf"/*.conf
  mkdir -p "$conf" "$var"/{run,log,spool,lib/keys}
  launcher
  configure
  [ -z "$owner" ] || chown -R "$owner" "$var" "$conf"
}

start() {
  if running; then cat "$pidfile"; return; fi
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && die "port $port is taken"
  prepare
  nohup "${asterisk[@]}" -f </dev/null >"$var/log/console" 2>&1 &
  echo $! >"$pidfile"
  local i
  for ((i = 0; i < 300; i++)); do
    sleep 0.1
    kill -0 "$(cat "$pidfile")" 2>/dev/null || { tail -n 20 "$var/log/console" >&2; die "asterisk ended early"; }
    booted && { cat "$pidfile"; return; }
  done
  stop
  die "AMI did not come up on port $port within 30 s; see $var/log"
}

run() {
  running && die "already running"
  prepare
  exec "${asterisk[@]}" -f
}

stop() {
  running || { rm -f "$pidfile"; return 0; }
  local pid i
  pid=$(cat "$pidfile")
  kill "$pid"
  for ((i = 0; i < 100; i++)); do
    running || { rm -f "$pidfile"; return 0; }
    sleep 0.1
  done
  kill -9 "$pid"
  rm -f "$pidfile"
}

status() {
  running || { echo "stopped"; return 3; }
  booted || { echo "process $(cat "$pidfile") is running, AMI does not answer"; return 1; }
  echo "process $(cat "$pidfile") is running, AMI is on 127.0.0.1:$port"
}

cli() {
  running || die "not running"
  launcher
  if [ $# -gt 0 ]; then "${asterisk[@]}" -rx "$*"; else "${asterisk[@]}" -r; fi
}

# ------------------------------------------------------------------ configuration

file() { cat >"$conf/$1"; }

configure() {
  local modules module
  modules=$(dirname "$(find_one "$usr/lib" -name app_dial.so)")

  file asterisk.conf <<END
[directories]
astetcdir = $conf
astmoddir = $modules
astvarlibdir = $var/lib
astdbdir = $var/lib
astkeydir = $var/lib
astdatadir = $usr/share/asterisk
astagidir = $var/lib
astspooldir = $var/spool
astrundir = $var/run
astlogdir = $var/log
astsbindir = $usr/sbin
[options]
nocolor = yes
hideconnect = yes
END

  # Only these modules, and of them those that this version has.
  {
    echo "[modules]"
    echo "autoload = no"
    for module in \
      app_bridgewait app_confbridge app_db app_dial app_echo app_exec app_mixmonitor app_originate \
      app_playback app_queue app_read app_senddtmf app_sendtext app_stack app_transfer app_userevent \
      app_verbose bridge_builtin_features bridge_builtin_interval_features bridge_holding bridge_simple \
      bridge_softmix cdr_manager chan_pjsip chan_sip codec_alaw codec_ulaw format_pcm format_wav \
      func_base64 func_callerid func_cdr func_channel func_cut func_db func_devstate func_global \
      func_logic func_strings func_timeout func_uri pbx_config res_agi res_clialiases res_clioriginate res_crypto \
      res_manager_devicestate res_manager_presencestate res_musiconhold res_parking res_pjproject \
      res_pjsip res_pjsip_authenticator_digest res_pjsip_caller_id res_pjsip_dtmf_info \
      res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user res_pjsip_messaging \
      res_pjsip_notify res_pjsip_outbound_publish res_pjsip_pubsub res_pjsip_registrar \
      res_pjsip_rfc3326 res_pjsip_sdp_rtp res_pjsip_session res_rtp_asterisk res_sorcery_astdb \
      res_sorcery_config res_sorcery_memory res_speech res_timing_timerfd; do
      [ -e "$modules/$module.so" ] && echo "load = $module.so"
    done
  } | file modules.conf

  if [ ! -e "$conf/ami.pem" ] && command -v openssl >/dev/null; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost -addext \
      subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$conf/ami.key" -out "$conf/ami.crt" 2>/dev/null
    cat "$conf/ami.key" "$conf/ami.crt" >"$conf/ami.pem"
  fi

  # Users: admin may do all; reader sees all and does nothing; operator may call but not
  # touch the system; sms does what an SMS application does on a gateway; filtered gets
  # two kinds of event only; denied may not come from here; slow is cut off when it does
  # not read for 100 ms; once may be logged in once.
  local user extra
  {
    cat <<END
[general]
enabled = yes
webenabled = no
bindaddr = 127.0.0.1
port = $port
displayconnects = no
END
    [ -e "$conf/ami.pem" ] && cat <<END
tlsenable = yes
tlsbindaddr = 127.0.0.1:$((port + 1))
tlscertfile = $conf/ami.pem
END
    while IFS='|' read -r user extra; do
      printf '[%s]\nsecret = %s\ndeny = 0.0.0.0/0.0.0.0\n%b\n' "$user" "$secret" "$extra"
    done <<'END'
admin|permit = 127.0.0.1/32\nread = all\nwrite = all\nwritetimeout = 5000
reader|permit = 127.0.0.1/32\nread = all
operator|permit = 127.0.0.1/32\nread = call,cdr,user\nwrite = call,originate,reporting,user
sms|permit = 127.0.0.1/32\nread = dialplan\nwrite = command
filtered|permit = 127.0.0.1/32\nread = all\nwrite = all\neventfilter = Event: UserEvent\neventfilter = Event: Newexten
denied|permit = 192.0.2.1/32\nread = all\nwrite = all
slow|permit = 127.0.0.1/32\nread = all\nwrite = all\nwritetimeout = 100
once|permit = 127.0.0.1/32\nread = all\nwrite = all\nallowmultiplelogin = no
END
  } | file manager.conf

  file extensions.conf <<'END'
[general]
static = yes
writeprotect = no

[default]
; 1000 and 1001 are telephones; they are played by this Asterisk itself, over SIP.
exten = 1000,hint,PJSIP/1000
exten = 1001,hint,PJSIP/1001
exten = _100[01],1,NoOp(call to ${EXTEN})
 same = n,Dial(PJSIP/${EXTEN},30)
 same = n,Hangup()
; what the callee can do: answer and echo, answer and stay, answer and hang up, be busy,
; ring for ever, be congested, not exist in the network
exten = 600,1,Answer()
 same = n,Echo()
exten = 601,1,Answer()
 same = n,Wait(3600)
exten = 602,1,Answer()
 same = n,Wait(1)
 same = n,Hangup()
exten = 603,1,Busy(1)
exten = 604,1,Ringing()
 same = n,Wait(3600)
exten = 605,1,Congestion(1)
exten = 606,1,Hangup(1)
exten = 607,1,Ringing()
 same = n,Wait(0.3)
 same = n,Answer()
 same = n,Wait(1)
 same = n,Hangup()
exten = 608,1,Dial(Local/607@default,30)
 same = n,Hangup()
exten = 610,1,Answer()
 same = n,UserEvent(Greeting,From: ${CHANNEL},Text: hello)
 same = n,Wait(3600)
exten = 620,1,Answer()
 same = n,Queue(support)
exten = 630,1,Answer()
 same = n,ConfBridge(1)
include = parkedcalls

[telephones]
; where the SIP calls to 1000 and 1001 arrive
exten = _X.,1,Ringing()
 same = n,Wait(0.3)
 same = n,Answer()
 same = n,Wait(3600)

[messages]
; where the SIP messages to 1000 and 1001 arrive
exten = _X.,1,NoOp(${MESSAGE(from)} says ${MESSAGE(body)})

[gsm-2]
; A GSM gateway runs extension sms of the context of the span for each message it
; receives, and applications watch for the Newexten event. Originate Local/sms@gsm-2/n
; with the variables SMS_SENDER, SMS_TIME and SMS_TEXT to receive one.
exten = sms,1,NoOp(process_sms,"2","${SMS_SENDER}","${SMS_TIME}","${SMS_TEXT}")
 same = n,Hangup()

[gsm-3]
; The same with the text in SMS_BASE64, for line ends and other bytes that AMI cannot carry.
exten = sms,1,NoOp(process_sms,"3","${SMS_SENDER}","${SMS_TIME}","${BASE64_DECODE(${SMS_BASE64})}")
 same = n,Set(SMS_TEXT=${BASE64_DECODE(${SMS_BASE64})})
 same = n,UserEvent(SMS,Text: ${SMS_TEXT})
 same = n,Hangup()
END

  # The commands of a gateway, so that they exist: a message ends up in the database,
  # family 2, key number, value text (DBGet shows how the text was understood).
  file cli_aliases.conf <<'END'
[general]
template = gateway
[gateway]
gsm send sms = database put
gsm send ussd = database put
gsm show spans = core show channeltypes
END

  file pjsip.conf <<END
[udp]
type = transport
protocol = udp
bind = 127.0.0.1:$((port + 2))
[telephone](!)
type = endpoint
context = default
disallow = all
allow = ulaw
message_context = messages
[1000](telephone)
aors = 1000
callerid = Alice <1000>
[1000]
type = aor
contact = sip:1000@127.0.0.1:$((port + 2))
[1001](telephone)
aors = 1001
callerid = Bob <1001>
[1001]
type = aor
contact = sip:1001@127.0.0.1:$((port + 2))
; both are this Asterisk itself
[loop](telephone)
context = telephones
[loop]
type = identify
endpoint = loop
match = 127.0.0.1
END

  file sip.conf <<END
[general]
udpbindaddr = 127.0.0.1:$((port + 3))
[2000]
type = friend
host = dynamic
secret = $secret
context = default
END

  file res_parking.conf <<'END'
[general]
[default]
parkext = 700
parkpos = 701-720
context = parkedcalls
parkingtime = 45
END

  file queues.conf <<'END'
[general]
[support]
strategy = ringall
member = Local/1001@default
END

  file logger.conf <<'END'
[logfiles]
console = notice,warning,error
END
  printf '[general]\nenable = yes\n' | file cdr.conf
  printf '[general]\nenabled = yes\n' | file cdr_manager.conf
  printf '[general]\nenabled = no\n' | file http.conf
  # Files that are only there so as not to be missed.
  for module in ccss cel confbridge features udptl; do echo "[general]" | file "$module.conf"; done
  for module in acl musiconhold pjproject pjsip_notify sip_notify stasis; do file "$module.conf" </dev/null; done
  printf '[general]\ncountry = us\n[us]\ndescription = US\nringcadence = 2000,4000\nring = 440+480/2000,0/4000\nbusy = 480+620/500,0/500\n' | file indications.conf
  printf '[general]\nrtpstart = %d\nrtpend = %d\n' $((port + 1000)) $((port + 1099)) | file rtp.conf
  if [ -n "${ASTERISK_CONF_D:-}" ]; then cp "$ASTERISK_CONF_D"/*.conf "$conf"; fi
}

case ${1:-} in
  install | start | run | stop | status | cli) "$@" ;;
  *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
