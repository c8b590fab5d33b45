import { useTranslation } from "react-i18next";
import styles from "./payments.module.css";

/** What the provider told, as it told it. */
export function ProviderData({ data }: { data: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation("payments");
  if (Object.keys(data).length === 0) return null;
  return (
    <details>
      <summary>{t("field.providerData")}</summary>
      <Code text={JSON.stringify(data, null, 2)} />
    </details>
  );
}

/** Program text: left to right in every language; long lines break. */
export function Code({ text }: { text: string }) {
  return (
    <pre className={styles.code} dir="ltr">
      {text}
    </pre>
  );
}

/** JSON made readable; anything else as it came. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
