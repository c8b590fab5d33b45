import { type ReactNode, useEffect, useId } from "react";
import styles from "./page.module.css";

interface PageProps {
  title: string;
  /** Shown above the title; only where depth is real. */
  trail?: ReactNode;
  lead?: ReactNode;
  /** The page's one primary action, and what belongs beside it. */
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** The frame of a page: names the window too, so that a screen reader hears where it is. */
export function Page({ title, trail, lead, actions, narrow = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Commonpurse`;
  }, [title]);
  return (
    <div className={styles.page} data-narrow={narrow || undefined}>
      <header className={styles.head}>
        <div className={styles.words}>
          {trail ? <nav className={`${styles.trail} no-print`}>{trail}</nav> : null}
          <h1>{title}</h1>
          {lead ? <div className={styles.lead}>{lead}</div> : null}
        </div>
        {actions ? <div className={`${styles.actions} no-print`}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  actions?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  card?: boolean;
}

export function Section({ title, actions, lead, children, card = false }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={card ? "card" : undefined}>
      <div className={styles.sectionHead}>
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {lead ? <p className={styles.sectionLead}>{lead}</p> : null}
      {children}
    </section>
  );
}

export type Fact = readonly [string, ReactNode];

/** Pairs of a name and a value; one without a value is left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const told = facts.filter(([, value]) => value !== null && value !== undefined);
  return (
    <dl className={styles.facts}>
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
