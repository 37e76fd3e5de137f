import { pureFolders } from '../import-rules.ts';

interface Floor {
  readonly does: string;
  readonly rooms: readonly string[];
}

/** The folders of src/ that act, from who asks down to what touches a machine. Those that decide stand beside them: all use them. */
export const floors: readonly Floor[] = [
  { does: 'You ask: a terminal, a web page, a program', rooms: ['cli', 'api', 'index'] },
  { does: 'What each command means', rooms: ['operations'] },
  { does: 'Works on the cluster', rooms: ['upgrade', 'deploy', 'verify', 'doctor', 'evidence', 'bench'] },
  { does: 'Holds the connections to all nodes', rooms: ['session'] },
  { does: 'Works on your machine: virtual Pis, artifacts, what is remembered', rooms: ['lab', 'build', 'store'] },
  { does: 'The only way to a machine', rooms: ['host'] },
];

const node: Floor = {
  does: 'A node, such as red01',
  rooms: ['sshd', 'snapd', 'bramble-node', 'systemd', 'Spark, Hadoop'],
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const gap = 12;
const floorHeight = 74;
const column: Box = { x: gap, y: gap, width: 190, height: floors.length * (floorHeight + gap) - gap };
const building: Box = { ...column, x: column.x + column.width + gap, width: 640 };
const ground = column.y + column.height + 40;
const pictureWidth = building.x + building.width + gap;

/** docs/architecture.svg: the rooms of src/, and a node below them. */
export function renderArchitecture(): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pictureWidth} ${ground + floorHeight + gap}" font-family="system-ui, sans-serif">`,
    '  <!-- Made from scripts/generate/architecture.ts by `npm run generate`; change that. -->',
    '  <title>The folders of src, from who asks to what touches a machine, and what runs on a node</title>',
    '  <rect width="100%" height="100%" fill="#ffffff"/>',
    ...renderColumn(),
    ...floors.flatMap((floor, at) => renderFloor(floor, column.y + at * (floorHeight + gap), '#eaf1f8')),
    text('↓  SSH, one connection for each node  ↓', { x: building.x + building.width / 2, y: ground - 15 }, 13),
    ...renderFloor(node, ground, '#f9e9ee'),
    '</svg>',
    '',
  ].join('\n');
}

/** What decides, one below the other. */
function renderColumn(): string[] {
  const height = (column.height - 46 - gap * pureFolders.length) / pureFolders.length;
  const roomAt = (at: number): Box => ({ ...inside(column), y: column.y + 46 + at * (height + gap), height });
  return [
    rectangle(column, '#eef5e9', 'none'),
    text('Decides; touches', { x: column.x + column.width / 2, y: column.y + 20 }, 13),
    text('no disk, clock or network', { x: column.x + column.width / 2, y: column.y + 37 }, 13),
    ...pureFolders.toReversed().flatMap((room, at) => renderRoom(room, roomAt(at))),
  ];
}

function renderFloor({ does, rooms }: Floor, y: number, colour: string): string[] {
  const floor = { ...building, y, height: floorHeight };
  const width = (inside(floor).width - gap * (rooms.length - 1)) / rooms.length;
  const roomAt = (at: number): Box => ({ x: inside(floor).x + at * (width + gap), y: y + 30, width, height: 34 });
  return [
    rectangle(floor, colour, 'none'),
    text(does, { x: floor.x + floor.width / 2, y: y + 20 }, 13),
    ...rooms.flatMap((room, at) => renderRoom(room, roomAt(at))),
  ];
}

function renderRoom(name: string, room: Box): string[] {
  const middle = { x: room.x + room.width / 2, y: room.y + room.height / 2 + 5 };
  return [rectangle(room, '#ffffff', '#8a8f98'), text(name, middle, 14)];
}

function inside(box: Box): Box {
  return { ...box, x: box.x + gap, width: box.width - 2 * gap };
}

function rectangle({ x, y, width, height }: Box, fill: string, stroke: string): string {
  const [w, h] = [round(width), round(height)];
  return `  <rect x="${round(x)}" y="${round(y)}" width="${w}" height="${h}" rx="6" fill="${fill}" stroke="${stroke}"/>`;
}

function text(words: string, { x, y }: Pick<Box, 'x' | 'y'>, size: number): string {
  return `  <text x="${round(x)}" y="${round(y)}" text-anchor="middle" font-size="${size}" fill="#222222">${words}</text>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
