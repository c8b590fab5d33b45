import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { changeLanguage } from "../lib/i18n.ts";
import { isLanguage, LANGUAGES, localeOf } from "../lib/languages.ts";
import { meOptions, useMe } from "../lib/session.ts";
import type { User } from "../lib/wire.ts";
import { SelectField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page } from "../ui/page.tsx";
import { Lines } from "../ui/states.tsx";
import { toastDone } from "../ui/toast.tsx";

interface Profile {
  givenName: string;
  familyName: string;
  displayName: string;
  username: string;
  phone: string;
  locale: string;
  timeZone: string;
}

export function ProfilePage() {
  const { t } = useTranslation("identity");
  const me = useMe();
  return (
    <Page title={t("me.profile")} trail={<Link to="/me">{t("me.title")}</Link>} narrow>
      {me ? <ProfileForm key={me.version} me={me} /> : <Lines />}
    </Page>
  );
}

function ProfileForm({ me }: { me: User }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const { givenName, familyName, displayName, locale, timeZone } = me;
  const model = useServerForm<Profile, User>({
    defaultValues: {
      givenName,
      familyName,
      displayName,
      username: me.username ?? "",
      phone: me.phone ?? "",
      locale,
      timeZone,
    },
    send: ({ username, phone, locale, ...rest }) =>
      call("PATCH /v1/me", {
        body: {
          ...rest,
          locale: localeOf(locale),
          username: username || null,
          phone: phone.replace(/[\s()-]/g, "") || null,
          version: me.version,
        },
      }),
    onDone(user) {
      client.setQueryData(meOptions.queryKey, user);
      if (isLanguage(user.locale)) void changeLanguage(user.locale);
      toastDone(t("profile.saved"));
    },
  });
  return (
    <Form model={model} submit={t("profile.save")}>
      <ProfileFields timeZone={timeZone} />
    </Form>
  );
}

function ProfileFields({ timeZone }: { timeZone: string }) {
  const { t } = useTranslation("identity");
  return (
    <>
      <TextField<Profile>
        name="displayName"
        label={t("field.displayName")}
        help={t("profile.displayNameHelp")}
        required
        maxLength={120}
        autoComplete="nickname"
      />
      <TextField<Profile>
        name="givenName"
        label={t("field.givenName")}
        required
        maxLength={80}
        autoComplete="given-name"
      />
      <TextField<Profile> name="familyName" label={t("field.familyName")} maxLength={80} autoComplete="family-name" />
      <TextField<Profile> name="username" label={t("field.username")} maxLength={40} dir="ltr" autoComplete="off" />
      <TextField<Profile>
        name="phone"
        type="tel"
        inputMode="tel"
        label={t("field.phone")}
        help={t("profile.phoneHelp")}
        dir="ltr"
        autoComplete="tel"
      />
      <SelectField<Profile>
        name="locale"
        label={t("profile.mailLanguage")}
        help={t("profile.mailLanguageHelp")}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      />
      <SelectField<Profile> name="timeZone" label={t("field.timeZone")} options={zones(timeZone)} />
    </>
  );
}

function zones(own: string): { value: string; label: string }[] {
  const known = Intl.supportedValuesOf("timeZone");
  const all = known.includes(own) ? known : [own, ...known];
  return all.map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
