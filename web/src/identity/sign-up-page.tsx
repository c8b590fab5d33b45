import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { localeOf } from "../lib/languages.ts";
import { onwardTo } from "../lib/own-path.ts";
import { useReader } from "../lib/reader.ts";
import type { User } from "../lib/wire.ts";
import { PasswordField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import type { Search } from "../ui/table/use-filters.ts";
import { Threshold } from "../ui/threshold.tsx";

interface SignUp {
  givenName: string;
  familyName: string;
  email: string;
  password: string;
}

const LEAST_LETTERS = 10;

export function SignUpPage() {
  const { t } = useTranslation("identity");
  const { language } = useReader();
  const search: Search = useSearch({ strict: false });
  const onward = onwardTo(search["next"]);
  const navigate = useNavigate();
  const model = useServerForm<SignUp, User>({
    defaultValues: { givenName: "", familyName: "", email: search["email"] ?? "", password: "" },
    send: (values) =>
      call("POST /v1/users", {
        body: {
          ...values,
          ...onward,
          locale: localeOf(language),
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      }),
    onDone: (_user, { email }) => void navigate({ to: "/check-your-mail", search: { ...onward, email } }),
  });
  return (
    <Threshold
      title={t("signUp.title")}
      lead={t("signUp.lead")}
      beside={
        <span>
          {t("signUp.haveAccount")}{" "}
          <Link to="/sign-in" search={onward}>
            {t("signIn.action")}
          </Link>
        </span>
      }
    >
      <Form model={model} submit={t("signUp.action")}>
        <NameFields />
        <TextField<SignUp>
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          dir="ltr"
          label={t("field.email")}
          help={t("signUp.emailHelp")}
          required
        />
        <PasswordField<SignUp>
          name="password"
          autoComplete="new-password"
          label={t("field.password")}
          help={t("signUp.passwordHelp", { count: LEAST_LETTERS })}
          required
          rules={{ minLength: { value: LEAST_LETTERS, message: t("signUp.passwordShort", { count: LEAST_LETTERS }) } }}
        />
      </Form>
    </Threshold>
  );
}

function NameFields() {
  const { t } = useTranslation("identity");
  return (
    <>
      <TextField<SignUp>
        name="givenName"
        autoComplete="given-name"
        label={t("field.givenName")}
        required
        maxLength={80}
      />
      <TextField<SignUp> name="familyName" autoComplete="family-name" label={t("field.familyName")} maxLength={80} />
    </>
  );
}
