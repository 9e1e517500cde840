#!/usr/bin/env bash
# An ensemble under a real Slurm: slurm.sh SKIFTE. As root it starts munge and a Slurm of one node with files and ports of its
# own, submits the script of `skifte slurm`, cancels it half-way, submits again, and compares the merged file with one run.
# 77: not root, or slurm-wlm and munge are not installed.
set -uo pipefail
[ $# = 1 ] || { echo "usage: slurm.sh SKIFTE" >&2; exit 2; }
skifte=$(realpath "$1")
[ "$(id -u)" = 0 ] || { echo "not root: Slurm cannot be started"; exit 77; }
for program in munged slurmctld slurmd sbatch squeue scancel; do
  command -v "$program" >/dev/null || { echo "$program is not installed (packages slurm-wlm, munge)"; exit 77; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/skifte-slurm-XXXXXX")
daemons=()
stop() {
  for pid in "${daemons[@]}"; do kill "$pid" 2>/dev/null; done
  wait 2>/dev/null
  rm -rf "$work"
}
trap stop EXIT
fail() { echo "slurm: $*"; tail -n 20 "$work"/*.log "$work"/out.shards/*.log 2>/dev/null; exit 1; }

start_slurm() {
  mkdir -p "$work/state" "$work/spool"
  chmod 755 "$work"
  (umask 077 && head -c 1024 /dev/urandom >"$work/munge.key")
  munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munged.log" --seed-file="$work/munge.seed" >"$work/munge.log" 2>&1 &
  daemons+=($!)
  local port=$((20000 + $$ % 20000))
  cat >"$work/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CryptoType=crypto/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$work/slurm.conf
  slurmctld -D -c -f "$SLURM_CONF" >"$work/slurmctld.log" 2>&1 &
  daemons+=($!)
  slurmd -D -c -f "$SLURM_CONF" >"$work/slurmd.log" 2>&1 &
  daemons+=($!)
  for _ in $(seq 60); do
    sinfo -h -o %T 2>/dev/null | grep -q idle && return
    sleep 0.5
  done
  fail "no node became idle"
}

# drain SECONDS: waits until no job is left.
drain() {
  for _ in $(seq "$1"); do
    [ -z "$(squeue -h 2>/dev/null)" ] && return
    sleep 1
  done
  fail "jobs did not end: $(squeue)"
}

start_slurm
cd "$work" || exit 1
"$skifte" slurm baseline -n 6 --array 3 --time 0:10:00 --seed 5 -o out.h5 --script job.sh || fail "no script"
bash job.sh || fail "not submitted"
# Half-way everything is cancelled: one shard may be done, another is torn.
for _ in $(seq 300); do
  [ "$(ls out.shards/*.h5 2>/dev/null | wc -l)" -ge 1 ] && break
  sleep 0.2
done
scancel --signal=KILL --full $(squeue -h -o %A | sort -u) 2>/dev/null
scancel $(squeue -h -o %A | sort -u) 2>/dev/null
drain 60
done_before=$(ls out.shards/*.h5 2>/dev/null | wc -l)
echo "cancelled with $done_before of 3 shards written"
[ "$done_before" -ge 1 ] || fail "no shard was written"
bash job.sh | tee said || fail "not submitted again"
drain 300
[ -e out.h5 ] || fail "no merged file"
cat out.shards/merge-*.log
"$skifte" ensemble baseline -n 6 --seed 5 --jobs 1 -o one.h5 >/dev/null 2>&1 || fail "no file of one run"
"$skifte" verify out.h5 >/dev/null || fail "the merged file is damaged"
"$skifte" merge --help >/dev/null
for interpreter in python3 /usr/bin/python3; do "$interpreter" -c 'import h5py' 2>/dev/null && break; done
"$interpreter" - <<'PYTHON' || fail "the merged file differs from one run"
import h5py
with h5py.File("out.h5") as merged, h5py.File("one.h5") as one:
    names = [name for name in one if isinstance(one[name], h5py.Dataset) and name != "wall_time"]
    assert len(names) > 50, names
    for name in names:
        assert merged[name].attrs["skifte_crc32"] == one[name].attrs["skifte_crc32"], name
    print(f"{len(names)} datasets of the merged file have the checksums of one run's")
PYTHON
# All is done: submitting again merges only.
bash job.sh | tee said
grep -q computes said && fail "finished shards were submitted again"
drain 60
echo "slurm: passed"
