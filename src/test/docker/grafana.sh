#!/bin/sh
# A Grafana stand-in for the bench: one request per process (busybox nc -ll -e).
# State lives in /var/lib/grafana, as in the real image, which declares NO volume.
D=${GF_PATHS_DATA:-/var/lib/grafana}
if [ "$1" != serve ]; then
  mkdir -p "$D/dashboards"
  [ -s "$D/grafana.db" ] || echo "grafana-db created=$(date +%s)" > "$D/grafana.db"
  echo "logger=http.server msg=\"HTTP Server Listen\" address=[::]:3000"
  trap "exit 0" TERM INT; nc -ll -p 3000 -e /run.sh serve & wait; exit
fi
read -r M P V
while read -r h; do h=${h%$'\r'}; [ -z "$h" ] && break
  case "$h" in [Cc]ontent-[Ll]ength:*) L=${h#*: } ;; esac; done
P=${P%%\?*}; S='200 OK'
case "$M $P" in
  'GET /api/health') B='{"commit":"bench","database":"ok","version":"10.4.2"}' ;;
  'GET /api/org') B="{\"id\":1,\"name\":\"$(head -1 "$D/grafana.db")\"}" ;;
  'GET /api/search') B=$(for f in "$D"/dashboards/*.json; do [ -f "$f" ] || continue
      u=${f##*/}; printf ',{"uid":"%s","type":"dash-db","title":"%s"}' "${u%.json}" "${u%.json}"; done)
      B="[${B#,}]" ;;
  'POST /api/dashboards/db') u=d$(date +%s); head -c "${L:-0}" > "$D/dashboards/$u.json"
      B="{\"uid\":\"$u\",\"status\":\"success\"}" ;;
  'GET /api/dashboards/uid/'*) f="$D/dashboards/${P##*/}.json"
      if [ -f "$f" ]; then B=$(cat "$f"); else S='404 Not Found'; B='{"message":"Dashboard not found"}'; fi ;;
  *) S='404 Not Found'; B='{"message":"Not found"}' ;;
esac
printf 'HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s' "$S" "${#B}" "$B"
