import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../lib/format.ts";
import { isolate } from "../lib/languages.ts";
import { useReader } from "../lib/reader.ts";
import type { Activity, Money } from "../lib/wire.ts";
import { Ago } from "../ui/dates.tsx";
import styles from "./activity-line.module.css";
import { placeOfActivity } from "./activity-place.ts";

/** What happened, in the words of the module that tells it; a link where there is something to see. */
export function ActivityLine({ item, communityName }: { item: Activity; communityName?: string | undefined }) {
  const text = useActivityText()(item);
  const place = placeOfActivity(item);
  return (
    <div className={styles.line}>
      <span className={styles.text}>{place ? <Link {...place}>{text}</Link> : text}</span>
      <span className="soft small">
        {communityName ? (
          <>
            <bdi>{communityName}</bdi> ·{" "}
          </>
        ) : null}
        <Ago at={item.occurredAt} />
      </span>
    </div>
  );
}

/** `fundraising.goal_funded` is told by the text `activity.goal_funded` of the module fundraising. */
export function useActivityText(): (item: Activity) => string {
  const { t, i18n } = useTranslation("communities");
  const { language } = useReader();
  return ({ kind, data }) => {
    const [module = "", name = ""] = kind.split(".");
    const key = `${module}:activity.${name}`;
    return i18n.exists(key) ? t(key, wordsOf(data, language)) : t("activity.other");
  };
}

/** Amounts as text, names as they are. */
function wordsOf(data: Readonly<Record<string, unknown>>, language: string): Record<string, string | number> {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(data)) {
    if (isMoney(value)) words[name] = formatMoney(value, language);
    else if (typeof value === "number") words[name] = value;
    else if (typeof value === "string") words[name] = isolate(value, language);
  }
  return words;
}

function isMoney(value: unknown): value is Money {
  return (
    typeof value === "object" &&
    value !== null &&
    "amount" in value &&
    "currency" in value &&
    typeof value.amount === "number" &&
    typeof value.currency === "string"
  );
}
