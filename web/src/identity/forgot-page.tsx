import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { onwardTo } from "../lib/own-path.ts";
import { TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import type { Search } from "../ui/table/use-filters.ts";
import { Threshold } from "../ui/threshold.tsx";

interface Forgot {
  email: string;
}

export function ForgotPage() {
  const { t } = useTranslation("identity");
  const search: Search = useSearch({ strict: false });
  const onward = onwardTo(search["next"]);
  const navigate = useNavigate();
  const model = useServerForm<Forgot, unknown>({
    defaultValues: { email: "" },
    send: (values) => call("POST /v1/password-resets", { body: { ...values, ...onward } }),
    onDone: (_answer, { email }) =>
      void navigate({ to: "/check-your-mail", search: { ...onward, email, for: "reset" } }),
  });
  return (
    <Threshold
      title={t("forgot.title")}
      lead={t("forgot.lead")}
      beside={
        <Link to="/sign-in" search={onward}>
          {t("signIn.action")}
        </Link>
      }
    >
      <Form model={model} submit={t("forgot.action")}>
        <TextField<Forgot>
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          dir="ltr"
          label={t("field.email")}
          required
        />
      </Form>
    </Threshold>
  );
}
