/** The demo's photos: drawn, so that nobody's are borrowed. Flat shapes and no letters, for the fonts of machines differ. */

const WIDTH = 1200;
const HEIGHT = 800;

const frame = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${content}</svg>`;

const rect = (x: number, y: number, width: number, height: number, fill: string, more = ""): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;
const circle = (x: number, y: number, radius: number, fill: string, more = ""): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${more}/>`;
const shape = (points: string, fill: string): string => `<polygon points="${points}" fill="${fill}"/>`;
const line = (d: string, colour: string, width: number): string =>
  `<path d="${d}" stroke="${colour}" stroke-width="${width}" fill="none" stroke-linecap="round"/>`;
const repeat = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join("");

const sky = (top: string, bottom: string): string =>
  `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>${rect(0, 0, WIDTH, HEIGHT, "url(#sky)")}`;
const ground = (colour: string): string => `<path d="M0 620 Q300 590 600 615 T1200 600 V800 H0Z" fill="${colour}"/>`;
const tree = (x: number, y: number, size: number): string =>
  `${rect(x - size / 12, y - size, size / 6, size, "#6b4a2f")}${circle(x, y - size * 1.2, size * 0.5, "#3f7d4e")}${circle(x - size * 0.4, y - size, size * 0.36, "#4b8f5a")}${circle(x + size * 0.4, y - size * 1.02, size * 0.38, "#35704a")}`;
const child = (x: number, y: number, shirt: string): string =>
  `${circle(x, y - 78, 17, "#5b3a29")}${rect(x - 18, y - 60, 36, 40, shirt, 'rx="10"')}${rect(x - 16, y - 24, 13, 30, "#33415c")}${rect(x + 3, y - 24, 13, 30, "#33415c")}`;

/** Walls with door and windows; the roof is put on by whoever draws it. */
const school = `${rect(240, 400, 720, 230, "#e8c79a")}${rect(240, 560, 720, 70, "#b9764f")}${rect(560, 470, 80, 160, "#5a6f8c")}${repeat(2, (n) => rect(300 + n * 120, 460, 80, 70, "#7fb2cf") + rect(720 + n * 120, 460, 80, 70, "#7fb2cf"))}`;
const yard = `${sky("#8ec9e8", "#fdf1d8")}${circle(1030, 140, 60, "#ffd166")}${ground("#c58b56")}${tree(120, 640, 150)}${tree(1090, 630, 120)}`;
const children = `${child(410, 730, "#e07a5f")}${child(480, 742, "#3d8b7d")}${child(700, 736, "#f2b134")}${child(770, 748, "#8e6bbf")}`;
const trusses =
  repeat(9, (n) => line(`M${230 + n * 92} 400 L${230 + n * 92} 300`, "#9c6b3c", 12)) +
  line("M210 400 H990", "#8a5a30", 16) +
  line("M250 300 H950", "#8a5a30", 14);
const sheets = (from: number, to: number): string =>
  repeat(to - from, (n) =>
    shape(
      `${200 + (from + n) * 80},400 ${280 + (from + n) * 80},400 ${274 + (from + n) * 78},285 ${214 + (from + n) * 77},285`,
      n % 2 ? "#8fa3b0" : "#a9bac4",
    ),
  );

const paper = (accent: string): string =>
  `${rect(0, 0, WIDTH, HEIGHT, "#7a5c43")}${repeat(7, (n) => line(`M0 ${60 + n * 115} Q600 ${40 + n * 115} 1200 ${70 + n * 115}`, "#6d5039", 5))}<g transform="rotate(-3 600 400)">${rect(350, 60, 500, 690, "#fffdf6")}${rect(390, 105, 150, 60, accent)}${repeat(3, (n) => rect(600, 110 + n * 20, 205 - n * 45, 8, "#b8b2a7"))}${repeat(8, (n) => rect(390, 235 + n * 48, 230 - (n % 3) * 36, 9, "#8d877c") + rect(720, 235 + n * 48, 84, 9, "#8d877c"))}${rect(390, 640, 414, 4, "#57524a")}${rect(700, 662, 104, 14, "#57524a")}${line("M400 700 q30 -40 55 0 t55 -6 t50 2", "#2f4f8f", 5)}</g>`;

const fridge = `${rect(470, 190, 270, 430, "#f7fafc", 'rx="16"')}${rect(470, 330, 270, 6, "#c9d6df")}${rect(700, 230, 14, 70, "#9fb3c1", 'rx="7"')}${rect(700, 370, 14, 110, "#9fb3c1", 'rx="7"')}${rect(505, 230, 90, 44, "#12343b", 'rx="6"')}${circle(525, 252, 7, "#4ade80")}${rect(545, 243, 36, 6, "#7dd3c0")}${rect(545, 255, 26, 6, "#7dd3c0")}`;
const cross = (x: number, y: number): string =>
  `${circle(x, y, 54, "#ffffff")}${rect(x - 11, y - 34, 22, 68, "#3d8b7d")}${rect(x - 34, y - 11, 68, 22, "#3d8b7d")}`;
const panel = (x: number, y: number): string =>
  `<g transform="translate(${x} ${y}) skewX(-18)">${rect(0, 0, 190, 110, "#1f3a5f")}${repeat(3, (n) => rect(46 + n * 47, 0, 3, 110, "#6f93b8"))}${rect(0, 54, 190, 3, "#6f93b8")}</g>`;

const washer = (x: number, y: number, drum: string): string =>
  `${rect(x, y, 300, 380, "#fbfbfb", 'rx="14"')}${rect(x, y + 74, 300, 4, "#d6dbe0")}${rect(x + 24, y + 22, 90, 32, "#e3e8ec", 'rx="6"')}${circle(x + 246, y + 38, 20, "#c3ccd4")}${circle(x + 150, y + 220, 108, "#c3ccd4")}${circle(x + 150, y + 220, 86, drum)}<path d="M${x + 70} ${y + 236} q40 -32 80 0 t80 0 v12 a86 86 0 0 1 -160 0Z" fill="#5fa8d3" opacity=".85"/>`;

export const PICTURES = {
  leakingSchool: frame(
    `${yard}${school}${trusses}${sheets(0, 3)}${sheets(5, 7)}${children}${repeat(12, (n) => line(`M${330 + n * 50} ${180 + (n % 3) * 34} l-12 34`, "#5b8fb0", 5))}`,
  ),
  carpentersQuote: frame(paper("#b9764f")),
  ironSheets: frame(
    `${sky("#bfe3f2", "#fdf1d8")}${ground("#c58b56")}${repeat(9, (n) => shape(`${180 + n * 7},${600 - n * 28} ${860 + n * 7},${600 - n * 28} ${940 + n * 7},${560 - n * 28} ${260 + n * 7},${560 - n * 28}`, n % 2 ? "#8fa3b0" : "#b4c3cb"))}${repeat(6, (n) => rect(720, 640 + n * 20, 420, 15, n % 2 ? "#a9743f" : "#c08a50"))}${child(1040, 640, "#3d8b7d")}`,
  ),
  trussesUp: frame(
    `${yard}${school}${trusses}${child(360, 290, "#e07a5f")}${child(700, 290, "#3d8b7d")}${line("M960 640 L1010 300 M1000 640 L1050 300", "#8a5a30", 10)}${repeat(6, (n) => line(`M${968 + n * 7} ${590 - n * 52} h40`, "#8a5a30", 8))}`,
  ),
  halfRoof: frame(`${yard}${school}${trusses}${sheets(0, 6)}${child(760, 290, "#f2b134")}${children}`),
  timberReceipt: frame(paper("#3d8b7d")),
  clinic: frame(
    `${sky("#9fd5e4", "#f9f3e3")}${ground("#8fae6b")}${rect(230, 300, 740, 330, "#fdfaf3")}${shape("190,310 600,170 1010,310", "#3d8b7d")}${cross(600, 262)}${rect(545, 440, 110, 190, "#5a6f8c")}${repeat(2, (n) => rect(290 + n * 120, 400, 84, 84, "#7fb2cf") + rect(710 + n * 120, 400, 84, 84, "#7fb2cf"))}${tree(110, 650, 140)}${child(420, 730, "#d1495b")}${child(800, 740, "#f2b134")}`,
  ),
  vaccineFridge: frame(
    `${rect(0, 0, WIDTH, HEIGHT, "#d8ebe4")}${rect(0, 610, WIDTH, 190, "#a7c4b5")}${fridge}${repeat(3, (n) => rect(120 + n * 92, 470, 70, 150, "#f2e5c7", 'rx="8"') + rect(132 + n * 92, 520, 46, 40, "#d1495b", 'rx="4"'))}${panel(870, 220)}${line("M950 330 L950 500 L740 500", "#12343b", 6)}`,
  ),
  laundryRoom: frame(
    `${rect(0, 0, WIDTH, HEIGHT, "#e9e2f0")}${repeat(10, (n) => rect(n * 120, 620, 118, 180, n % 2 ? "#cfc3dd" : "#d9cfe5"))}${washer(450, 240, "#2b3a55")}${line("M60 140 H1140", "#8d7ba5", 6)}${repeat(5, (n) => rect(110 + n * 210, 142, 110, 90, ["#e07a5f", "#3d8b7d", "#f2b134", "#5a6f8c", "#d1495b"][n] ?? "#5a6f8c", 'rx="8"'))}${rect(850, 520, 200, 100, "#c79a6b", 'rx="12"')}`,
  ),
} as const;

export type PictureName = keyof typeof PICTURES;
