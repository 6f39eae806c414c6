// The page of remux: a player for each stream, and pictures of its figures, which come from api/streams like those of
// any script.
"use strict";

const query = new URLSearchParams(location.search).get("token");
const suffix = query ? "?token=" + encodeURIComponent(query) : "";
const samplesOf = new Map(); // by stream, the newest figures
const length = 120; // figures in a picture

// Pictures.

const pictures = [
  { title: "processor", unit: "%", of: (now, before, seconds) => 100 * (now.cpu_seconds - before.cpu_seconds) / seconds },
  { title: "readers", unit: "", of: (now) => now.clients + (now.hls ? now.hls.players : 0) },
  { title: "errors", unit: "/s", of: (now, before, seconds) => (now.errors - before.errors) / seconds },
  { title: "in", unit: " Mb/s", of: (now, before, seconds) => (now.bytes_in - before.bytes_in) * 8e-6 / seconds },
  { title: "out", unit: " Mb/s", of: (now, before, seconds) => (delivered(now) - delivered(before)) * 8e-6 / seconds },
];

function delivered(figures) {
  return figures.bytes_delivered + (figures.hls ? figures.hls.bytes_delivered : 0);
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function drawing(values) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${length - 1} 30`);
  svg.setAttribute("preserveAspectRatio", "none");
  const most = Math.max(1e-9, ...values);
  const line = document.createElementNS(space, "polyline");
  line.setAttribute("points", values.map((value, i) => `${length - values.length + i},${29 - 28 * Math.max(0, value) / most}`).join(" "));
  svg.append(line);
  return svg;
}

function draw(section, name) {
  const samples = samplesOf.get(name);
  const place = section.querySelector(".pictures");
  place.replaceChildren();
  if (samples.length < 2) return;
  for (const picture of pictures) {
    const values = [];
    for (let i = 1; i < samples.length; i++) {
      const seconds = Math.max(0.001, (samples[i].at - samples[i - 1].at) / 1000);
      const value = picture.of(samples[i].figures, samples[i - 1].figures, seconds);
      values.push(Number.isFinite(value) ? value : 0);
    }
    const box = element("figure");
    const newest = values[values.length - 1];
    box.append(drawing(values), element("figcaption", `${picture.title} ${newest.toFixed(newest < 10 ? 1 : 0)}${picture.unit}`));
    place.append(box);
  }
}

async function look() {
  try {
    const answer = await fetch("api/streams" + suffix, { cache: "no-store" });
    if (answer.ok) {
      for (const figures of (await answer.json()).streams) {
        const samples = samplesOf.get(figures.name) || [];
        samples.push({ at: performance.now(), figures });
        if (samples.length > length) samples.shift();
        samplesOf.set(figures.name, samples);
        const section = document.querySelector(`section[data-stream="${CSS.escape(figures.name)}"]`);
        if (!section) continue;
        section.querySelector(".state").textContent = figures.state + (figures.ready ? "" : ", not ready");
        draw(section, figures.name);
      }
    }
  } catch {
    // The daemon is away; the next look tells.
  }
  setTimeout(look, 1000);
}

// Players. One stream plays at a time.

let playing = null; // what ends the player at work

function stop() {
  if (playing) playing();
  playing = null;
}

function stage(section) {
  stop();
  const place = section.querySelector(".player");
  const video = element("video");
  video.controls = true;
  video.playsInline = true;
  const tracks = element("select");
  tracks.hidden = true;
  tracks.setAttribute("aria-label", "sound");
  const told = element("p", "", "told");
  place.replaceChildren(video, tracks, told);
  return { video, tracks, told, clear: () => place.replaceChildren() };
}

function start(video, told) {
  // A browser may want a click first; the controls are there for that.
  video.play().catch((error) => { told.textContent = `Press play (${error.message}).`; });
}

function playHLS(section, name) {
  const { video, tracks, told, clear } = stage(section);
  const url = `hls/${name}/index.m3u8${suffix}`;
  if (window.Hls && Hls.isSupported()) {
    const hls = new Hls();
    playing = () => { hls.destroy(); clear(); };
    hls.on(Hls.Events.AUDIO_TRACKS_UPDATED, () => {
      tracks.replaceChildren(...hls.audioTracks.map((track, i) => new Option(track.name, i)));
      tracks.hidden = hls.audioTracks.length < 2;
    });
    hls.on(Hls.Events.AUDIO_TRACK_SWITCHED, (_, data) => { tracks.value = data.id; });
    tracks.onchange = () => { hls.audioTrack = Number(tracks.value); };
    hls.on(Hls.Events.ERROR, (_, data) => {
      if (!data.fatal) return;
      told.textContent = `${data.details}: ${data.error ? data.error.message : ""}`;
      if (data.type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
      else setTimeout(() => { if (playing) hls.loadSource(url); }, 3000);
    });
    hls.on(Hls.Events.MANIFEST_PARSED, () => start(video, told));
    hls.loadSource(url);
    hls.attachMedia(video);
    return;
  }
  // Safari plays HLS by itself, with its own choice of sounds.
  playing = () => { video.removeAttribute("src"); video.load(); clear(); };
  if (!video.canPlayType("application/vnd.apple.mpegurl")) {
    told.textContent = "This browser cannot play HLS.";
    return;
  }
  video.src = url;
  start(video, told);
}

function playTS(section, name) {
  const { video, told, clear } = stage(section);
  if (!window.mpegts || !mpegts.isSupported()) {
    told.textContent = "This browser cannot play the stream without HLS.";
    playing = clear;
    return;
  }
  mpegts.LoggingControl.enableAll = false;
  const player = mpegts.createPlayer(
    { type: "mpegts", isLive: true, url: new URL(`stream/${name}.ts${suffix}`, location.href).href },
    { liveBufferLatencyChasing: true });
  playing = () => { player.destroy(); clear(); };
  player.on(mpegts.Events.ERROR, (kind, detail) => { told.textContent = `${kind}: ${detail}`; });
  player.attachMediaElement(video);
  player.load();
  start(video, told);
}

const withPlayer = document.body.dataset.player === "yes";
for (const section of document.querySelectorAll("section[data-stream]")) {
  const name = section.dataset.stream;
  const buttons = section.querySelector(".buttons");
  const add = (text, play) => {
    const button = element("button", text);
    button.onclick = () => play(section, encodeURIComponent(name));
    buttons.append(button);
  };
  if (section.dataset.hls === "yes" && (withPlayer || document.createElement("video").canPlayType("application/vnd.apple.mpegurl"))) add("Play (HLS)", playHLS);
  if (withPlayer) add("Play at once (TS)", playTS);
  if (withPlayer || section.dataset.hls === "yes") {
    const button = element("button", "Stop");
    button.onclick = stop;
    buttons.append(button);
  }
}
look();
