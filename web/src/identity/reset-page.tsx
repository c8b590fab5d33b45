import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { onwardTo } from "../lib/own-path.ts";
import { PasswordField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import type { Search } from "../ui/table/use-filters.ts";
import { Threshold } from "../ui/threshold.tsx";
import { toastDone } from "../ui/toast.tsx";

interface Reset {
  password: string;
}

const LEAST_LETTERS = 10;

export function ResetPage() {
  const { t } = useTranslation("identity");
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const model = useServerForm<Reset, { email: string }>({
    defaultValues: { password: "" },
    send: ({ password }) =>
      call("POST /v1/password-resets/confirmation", { body: { token: search["t"] ?? "", password } }),
    onDone({ email }) {
      toastDone(t("reset.done"));
      void navigate({ to: "/sign-in", search: { ...onwardTo(search["next"]), email } });
    },
  });
  return (
    <Threshold title={t("reset.title")} lead={t("reset.lead")}>
      <Form model={model} submit={t("reset.action")}>
        <PasswordField<Reset>
          name="password"
          autoComplete="new-password"
          label={t("reset.password")}
          help={t("signUp.passwordHelp", { count: LEAST_LETTERS })}
          required
          rules={{ minLength: { value: LEAST_LETTERS, message: t("signUp.passwordShort", { count: LEAST_LETTERS }) } }}
        />
      </Form>
    </Threshold>
  );
}
