import { useElementSize } from "@mantine/hooks";
import { type ReactNode, useId } from "react";
import { formatMoney } from "../../lib/format.ts";
import { useReader } from "../../lib/reader.ts";
import type { Money as Amount } from "../../lib/wire.ts";
import { Money } from "../money.tsx";
import { type Bar, Bars } from "./bars.tsx";
import styles from "./sankey.module.css";
import { type Box, layoutSankey } from "./sankey-layout.ts";

export interface SankeyPlace {
  id: string;
  name: string;
  amount: Amount;
  /** A data colour of the tokens, such as `--flow-green`. */
  colour: string;
  onOpen?: () => void;
}

export interface SankeyStream {
  from: string;
  to: string;
  amount: Amount;
}

interface SankeyProps {
  title: string;
  places: readonly SankeyPlace[];
  streams: readonly SankeyStream[];
  /** Heads of the table that says the same. */
  heads: { place: string; amount: string };
}

const HEIGHT = 360;
const NARROW = 560;

/** Where money came from and went, as ribbons; the same figures stand in a table, each opening to its entries. */
export function Sankey({ title, places, streams, heads }: SankeyProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const isDrawn = width >= NARROW;
  return (
    <figure className={styles.figure}>
      <div ref={ref}>{isDrawn ? <Picture title={title} places={places} streams={streams} width={width} /> : null}</div>
      {isDrawn ? (
        <PlacesTable title={title} places={places} heads={heads} />
      ) : (
        <Bars title={title} bars={places.map(barOf)} />
      )}
    </figure>
  );
}

function Picture({ title, places, streams, width }: Omit<SankeyProps, "heads"> & { width: number }) {
  const { isMirrored, language } = useReader();
  const id = useId();
  const room = Math.min(190, width / 4.5);
  const nodes = places.map(({ id: place, amount }) => ({ id: place, amount: amount.amount }));
  const links = streams.map(({ from, to, amount }) => ({ from, to, amount: amount.amount }));
  const layout = layoutSankey(nodes, links, {
    width,
    height: HEIGHT,
    boxWidth: 12,
    gap: 46,
    room,
    mirrored: isMirrored,
  });
  const amountOf = new Map(streams.map(({ from, to, amount }) => [`${from} ${to}`, amount]));
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const depth = Math.max(HEIGHT, ...layout.boxes.map((box) => box.y + Math.max(box.height, 38)));
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${width} ${depth + 8}`}
      width={width}
      height={depth + 8}
      role="img"
      aria-labelledby={id}
      direction={isMirrored ? "rtl" : "ltr"}
    >
      <title id={id}>{title}</title>
      {layout.ribbons.map((ribbon) => (
        <path
          key={`${ribbon.from} ${ribbon.to}`}
          d={ribbon.path}
          className={styles.ribbon}
          style={{ fill: `var(${placeOf.get(ribbon.to)?.colour ?? "--flow-grey"})` }}
        >
          <RibbonTitle amount={amountOf.get(`${ribbon.from} ${ribbon.to}`)} language={language} />
        </path>
      ))}
      {layout.boxes.map((box) => (
        <Labelled key={box.id} box={box} place={placeOf.get(box.id)} isMirrored={isMirrored} language={language} />
      ))}
    </svg>
  );
}

function RibbonTitle({ amount, language }: { amount: Amount | undefined; language: string }) {
  return amount ? <title>{formatMoney(amount, language)}</title> : null;
}

function Labelled({
  box,
  place,
  isMirrored,
  language,
}: {
  box: Box;
  place: SankeyPlace | undefined;
  isMirrored: boolean;
  language: string;
}): ReactNode {
  if (!place) return null;
  const x = isMirrored ? box.x - 8 : box.x + box.width + 8;
  const y = box.y + Math.min(box.height / 2, 16) + 2;
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.width}
        height={Math.max(box.height, 2)}
        rx={2}
        style={{ fill: `var(${place.colour})` }}
      />
      <text x={x} y={y} className={styles.name}>
        {place.name}
      </text>
      <text x={x} y={y + 18} className={styles.amount}>
        {formatMoney(place.amount, language, { short: true })}
      </text>
    </g>
  );
}

/** Too narrow for ribbons: the same figures as lengths. */
function barOf({ id, name, amount, colour, onOpen }: SankeyPlace): Bar {
  return { id, name, colour, size: amount.amount, value: <Money money={amount} {...(onOpen ? { onOpen } : {})} /> };
}

function PlacesTable({ title, places, heads }: Pick<SankeyProps, "title" | "places" | "heads">) {
  return (
    <table className={styles.table}>
      <caption className="sr">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.place}</th>
          <th scope="col">{heads.amount}</th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place.id}>
            <th scope="row">
              <span className={styles.dot} style={{ background: `var(${place.colour})` }} aria-hidden />
              {place.name}
            </th>
            <td>
              <Money money={place.amount} {...(place.onOpen ? { onOpen: place.onOpen } : {})} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
