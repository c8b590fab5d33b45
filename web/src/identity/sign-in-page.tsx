import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { onwardTo, ownPath } from "../lib/own-path.ts";
import { isProblem } from "../lib/problem.ts";
import { meOptions } from "../lib/session.ts";
import type { User } from "../lib/wire.ts";
import { PasswordField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import type { Search } from "../ui/table/use-filters.ts";
import { Threshold } from "../ui/threshold.tsx";

interface SignIn {
  email: string;
  password: string;
}

export function SignInPage() {
  const { t } = useTranslation("identity");
  const search: Search = useSearch({ strict: false });
  const onward = onwardTo(search["next"]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const model = useServerForm<SignIn, User>({
    defaultValues: { email: search["email"] ?? "", password: "" },
    async send(values) {
      try {
        await call("POST /v1/sessions", { body: values });
      } catch (error) {
        if (isProblem(error, "email_not_verified"))
          void navigate({ to: "/check-your-mail", search: { ...onward, email: values.email } });
        throw error;
      }
      client.clear();
      return call("GET /v1/me");
    },
    onDone(user) {
      client.setQueryData(meOptions.queryKey, user);
      void navigate({ href: ownPath(search["next"]) ?? "/", replace: true });
    },
  });
  return (
    <Threshold
      title={t("signIn.title")}
      lead={search["next"]?.startsWith("/invitations/") ? t("signIn.toAccept") : undefined}
      beside={
        <>
          <Link to="/forgot-password" search={onward}>
            {t("signIn.forgot")}
          </Link>
          <span>
            {t("signIn.noAccount")}{" "}
            <Link to="/sign-up" search={onward}>
              {t("signUp.action")}
            </Link>
          </span>
        </>
      }
    >
      <Form model={model} submit={t("signIn.action")}>
        <TextField<SignIn>
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          dir="ltr"
          label={t("field.email")}
          required
        />
        <PasswordField<SignIn> name="password" autoComplete="current-password" label={t("field.password")} required />
      </Form>
    </Threshold>
  );
}
