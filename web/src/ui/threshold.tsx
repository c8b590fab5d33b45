import { NativeSelect } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { changeLanguage } from "../lib/i18n.ts";
import { isLanguage, LANGUAGES } from "../lib/languages.ts";
import { useReader } from "../lib/reader.ts";
import styles from "./threshold.module.css";
import { Wordmark } from "./wordmark.tsx";

/** The frame of pages before one is inside: the name, one question, the language. */
export function Threshold({
  title,
  lead,
  children,
  beside,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  beside?: ReactNode;
}) {
  const { t } = useTranslation("ui");
  useEffect(() => {
    document.title = `${title} · Commonpurse`;
  }, [title]);
  return (
    <div className={styles.outer}>
      <header className={styles.top}>
        <Wordmark />
        <LanguageChoice />
      </header>
      <main className={styles.main}>
        <div className={styles.card}>
          <h1>{title}</h1>
          {lead ? <p className="soft">{lead}</p> : null}
          {children}
        </div>
        {beside ? <div className={styles.beside}>{beside}</div> : null}
      </main>
      <footer className={styles.promise}>{t("promise")}</footer>
    </div>
  );
}

export function LanguageChoice() {
  const { t } = useTranslation("ui");
  const { language } = useReader();
  return (
    <NativeSelect
      aria-label={t("language")}
      value={language}
      onChange={({ currentTarget: { value } }) => isLanguage(value) && void changeLanguage(value)}
      data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
    />
  );
}
