import { Button, FileButton } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import type { ImportPreview } from "../lib/wire.ts";
import { LongField, SelectField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page } from "../ui/page.tsx";
import { BooksTrail } from "./books-page.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportSeen } from "./import-seen.tsx";
import {
  formatOf,
  IMPORT_FORMATS,
  type ImportValues,
  importBody,
  isOurTable,
  MOST_CONTENT,
  NO_FILE,
  textOf,
} from "./import-values.ts";
import styles from "./post.module.css";

/** Books that were kept elsewhere: choose the file, see what it would bring, bring it. */
export function ImportPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const [seen, setSeen] = useState<{ preview: ImportPreview; values: ImportValues } | null>(null);
  const model = useServerForm<ImportValues, ImportPreview>({
    defaultValues: NO_FILE,
    send: (values) =>
      call("POST /v1/communities/{communityId}/ledger/imports/preview", {
        path: { communityId },
        body: importBody(values),
      }),
    onDone: (preview, values) => setSeen({ preview, values }),
  });
  const isCurrent = seen !== null && JSON.stringify(model.form.watch()) === JSON.stringify(seen.values);
  return (
    <Page title={t("import.title")} lead={t("import.lead")} trail={<BooksTrail communityId={communityId} />}>
      <Form model={model} submit={t("import.preview")}>
        <ImportFields asksForNames={seen?.preview.problems.some(({ code }) => ASK_FOR_NAMES.has(code)) ?? false} />
      </Form>
      {seen ? (
        <ImportSeen
          key={JSON.stringify(seen.preview)}
          communityId={communityId}
          preview={seen.preview}
          values={seen.values}
          isCurrent={isCurrent}
        />
      ) : null}
    </Page>
  );
}

/** What those fields answer that are folded away as long as nobody asks. */
const ASK_FOR_NAMES: ReadonlySet<string> = new Set(["account_type_unknown", "unknown_commodity"]);

function ImportFields({ asksForNames }: { asksForNames: boolean }) {
  const { t } = useTranslation("ledger");
  const { watch } = useFormContext<ImportValues>();
  const { format, content } = watch();
  return (
    <>
      <FileChoice />
      <SelectField<ImportValues>
        name="format"
        label={t("import.format")}
        options={IMPORT_FORMATS.map((value) => ({ value, label: t(`import.formats.${value}`) }))}
      />
      <LongField<ImportValues>
        name="content"
        label={t("import.content")}
        help={t("import.contentHelp")}
        required
        rows={8}
        rules={{ maxLength: { value: MOST_CONTENT, message: t("import.tooLong") } }}
      />
      {format === "csv" && !isOurTable(content) ? <ImportColumns /> : null}
      <details open={asksForNames}>
        <summary>{t("import.names")}</summary>
        <div className="stack">
          <LongField<ImportValues> name="types" label={t("import.types")} help={t("import.typesHelp")} rows={3} />
          <LongField<ImportValues>
            name="commodities"
            label={t("import.commodities")}
            help={t("import.commoditiesHelp")}
            rows={3}
          />
        </div>
      </details>
    </>
  );
}

function FileChoice() {
  const { t } = useTranslation("ledger");
  const { setValue, setError } = useFormContext<ImportValues>();
  const [name, setName] = useState<string | null>(null);
  const read = async (file: File | null) => {
    if (!file) return;
    setName(file.name);
    const format = formatOf(file.name);
    if (format) setValue("format", format);
    const text = textOf(new Uint8Array(await file.arrayBuffer()));
    setValue("content", text ?? "", { shouldValidate: text !== null });
    if (text === null) setError("content", { message: t("import.notText") });
  };
  return (
    <div className={styles.file}>
      <FileButton
        onChange={(file) => void read(file)}
        accept=".journal,.hledger,.ledger,.j,.beancount,.bean,.csv,.tsv,text/plain,text/csv"
      >
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFile aria-hidden size="1.1em" />}>
            {t("import.choose")}
          </Button>
        )}
      </FileButton>
      <span className="soft small">{name === null ? t("import.orPaste") : <bdi>{name}</bdi>}</span>
    </div>
  );
}
