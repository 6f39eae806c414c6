#!/bin/sh
# Makes the sample stream that the daemon serves and the tests judge: 18 s of H.264 with a running counter and
# two MP2 tracks, German and English, each a synthetic voice over its own tune. Needs ffmpeg (with libx264) and
# espeak-ng. Usage: samples/make_sample.sh [OUT.ts]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/sample.ts}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# 18 s are 450 pictures at 25/s and 750 MP2 frames of 24 ms: the loop point falls on whole frames of both.
seconds=18

espeak-ng -v de -s 150 -w "$work/deu.wav" \
  "Guten Abend. Dies ist die deutsche Tonspur des Probestroms. Sie wurde vollstaendig von einem Programm erzeugt. \
Ton und Bild bleiben beisammen, auch wenn der Strom von vorn beginnt. Eins, zwei, drei, vier, fuenf, sechs, sieben."
espeak-ng -v en-gb -s 150 -w "$work/eng.wav" \
  "Good evening. This is the English sound track of the sample stream. It was made entirely by a program. \
Sound and picture stay together, even when the stream starts over. One, two, three, four, five, six, seven, eight."

# Tunes: three voices each, struck twice (German) or three times (English) a second, with a little hiss so that
# every frequency carries something and offsets show up sharply in a correlation.
note='exp(-5*mod(t\,0.5))'
deu="0.10*$note*sin(2*PI*220*t)+0.08*$note*sin(2*PI*(277.2+20*floor(mod(t\,9)))*t)+0.06*sin(2*PI*330*t)"
struck='exp(-4*mod(t\,0.3333))'
eng="0.10*$struck*sin(2*PI*392*t)+0.08*$struck*sin(2*PI*(494+25*floor(mod(t\,6)))*t)+0.05*sin(2*PI*147*t)"

ffmpeg -hide_banner -loglevel error -y -fflags +bitexact \
  -f lavfi -i "testsrc2=size=640x360:rate=25:duration=$seconds" \
  -i "$work/deu.wav" -i "$work/eng.wav" \
  -f lavfi -i "aevalsrc=$deu|$deu:s=48000:d=$seconds" \
  -f lavfi -i "aevalsrc=$eng|$eng:s=48000:d=$seconds" \
  -f lavfi -i "anoisesrc=color=pink:amplitude=0.02:seed=7:r=48000:d=$seconds" \
  -f lavfi -i "anoisesrc=color=pink:amplitude=0.02:seed=11:r=48000:d=$seconds" \
  -filter_complex "
    [1:a]aresample=48000,aformat=channel_layouts=stereo,volume=0.8,apad=whole_dur=$seconds,atrim=0:$seconds[dv];
    [2:a]aresample=48000,aformat=channel_layouts=stereo,volume=0.8,apad=whole_dur=$seconds,atrim=0:$seconds[ev];
    [5:a]aformat=channel_layouts=stereo[dn];[6:a]aformat=channel_layouts=stereo[en];
    [dv][3:a][dn]amix=inputs=3:normalize=0:duration=longest,atrim=0:$seconds[deu];
    [ev][4:a][en]amix=inputs=3:normalize=0:duration=longest,atrim=0:$seconds[eng];
    [0:v]format=yuv420p[v]" \
  -map '[v]' -map '[deu]' -map '[eng]' \
  -c:v libx264 -preset slow -profile:v main -b:v 250k -maxrate 300k -bufsize 300k -g 50 -flags:v +bitexact \
  -c:a mp2 -b:a 128k -flags:a +bitexact \
  -metadata:s:a:0 language=deu -metadata:s:a:1 language=eng \
  -metadata service_name='Spandrel sample' -metadata service_provider='Spandrel' \
  -f mpegts -pat_period 0.1 \
  -t "$seconds" "$out" 2>&1
ls -l "$out"
