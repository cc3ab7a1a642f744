#!/bin/sh
# Measures a guest, and prints what it finds as Rally's protocol of charts: how long writing, reading and packing of a file
# take, and how busy the guest is while more and more processes pack random bytes. It takes what a small image has.
#
# DD_SIZE_MB is the size of the file; LOAD_PROCESSES_COUNT, LOAD_SIZE_MB and LOAD_SAMPLE_SECONDS are of the processes.

for tool in awk dd df gzip head rm seq sleep; do
	command -v "$tool" >/dev/null || { echo "the image has no $tool, which the load takes" >&2; exit 1; }
done

file=${DD_FILE:-/tmp/dd_test.img}
size=${DD_SIZE_MB:-50}
processes=${LOAD_PROCESSES_COUNT:-20}
chunk=${LOAD_SIZE_MB:-5}
sample=${LOAD_SAMPLE_SECONDS:-1}

uptime() { awk '{ print $1 }' /proc/uptime; }

# seconds COMMAND...: how long a command takes, in hundredths
seconds() {
	begin=$(uptime)
	"$@" >/dev/null 2>&1 || { echo "$* does not work here" >&2; return 1; }
	awk -v begin="$begin" -v end="$(uptime)" 'BEGIN { printf "%.2f", end - begin }'
}

# cpu: how much of the time the processors were not idle, in percent
cpu() {
	{ head -n 1 /proc/stat; sleep "$sample"; head -n 1 /proc/stat; } | awk '
		{ all = 0; for (i = 2; i <= 9; i++) all += $i; idle = $5 + $6 }
		NR == 1 { all0 = all; idle0 = idle }
		NR == 2 { busy = 0; if (all > all0) busy = 100 * (1 - (idle - idle0) / (all - all0)); if (busy < 0) busy = 0; printf "%.1f", busy }'
}

ram() {
	awk '/^MemTotal:/ { all = $2 } /^MemFree:|^Buffers:|^Cached:/ { free += $2 } END { printf "%.1f", 100 * (all - free) / all }' /proc/meminfo
}

disk() { df -P / | awk 'NR == 2 { sub("%", "", $5); print $5 + 0 }'; }

rm -f "$file" "$file.gz"
write=$(seconds dd if=/dev/zero of="$file" bs=1M count="$size") || exit 1
read=$(seconds dd if="$file" of=/dev/null bs=1M count="$size") || exit 1
pack=$(seconds gzip "$file") || exit 1
rm -f "$file.gz"

begun=
for i in $(seq 0 $((processes - 1))); do
	(while :; do dd if=/dev/urandom bs=1M count="$chunk" 2>/dev/null | gzip >/dev/null; done) >/dev/null 2>&1 &
	begun="$begun $!"
	busy="$busy${busy:+, }[$i, $(cpu)]"
	used="$used${used:+, }[$i, $(ram)]"
	full="$full${full:+, }[$i, $(disk)]"
done
kill $begun 2>/dev/null

times="[[\"write_${size}M\", $write], [\"read_${size}M\", $read], [\"gzip_${size}M\", $pack]]"
cat <<END
{
  "additive": [
    {"title": "Write, read and gzip file", "description": "Using file '$file', size ${size}Mb.",
     "chart_plugin": "StackedArea", "data": $times},
    {"title": "Statistics for write/read/gzip", "chart_plugin": "StatsTable", "data": $times}
  ],
  "complete": [
    {"title": "Generate load by spawning processes", "description": "Each process runs gzip for ${chunk}M urandom data in a loop",
     "chart_plugin": "Lines", "axis_label": "Number of processes", "label": "Usage, %",
     "data": [["CPU", [$busy]], ["Memory", [$used]], ["Disk", [$full]]]}
  ]
}
END
