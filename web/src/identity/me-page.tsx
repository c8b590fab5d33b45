import { Button, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { IconDeviceMobile, IconGift, IconLogout, IconUser, type TablerIcon } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { forgetPerson, useMe } from "../lib/session.ts";
import { isHighContrast, setHighContrast } from "../ui/contrast.ts";
import { Page, Section } from "../ui/page.tsx";
import { LanguageChoice } from "../ui/threshold.tsx";
import styles from "./me.module.css";

export function MePage() {
  const { t } = useTranslation("identity");
  const me = useMe();
  return (
    <Page title={me?.displayName ?? t("me.title")} lead={<bdi>{me?.email}</bdi>} narrow>
      <ul className={styles.links}>
        <Door to="/me/profile" icon={IconUser} label={t("me.profile")} />
        <Door to="/me/gifts" icon={IconGift} label={t("me.gifts")} />
        <Door to="/me/sessions" icon={IconDeviceMobile} label={t("me.sessions")} />
      </ul>
      <Section title={t("me.look")} card>
        <div className="stack">
          <div className="spread">
            <span>{t("me.language")}</span>
            <LanguageChoice />
          </div>
          <Colours />
        </div>
      </Section>
      <SignOut />
    </Page>
  );
}

function Door({ to, icon: Icon, label }: { to: string; icon: TablerIcon; label: string }) {
  return (
    <li>
      <Link to={to} className={styles.door}>
        <Icon aria-hidden size="1.4rem" stroke={1.75} />
        {label}
      </Link>
    </li>
  );
}

function Colours() {
  const { t } = useTranslation("identity");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isHigh, setHigh] = useState(isHighContrast);
  const schemes = ["auto", "light", "dark"] as const;
  return (
    <>
      <div className="spread">
        <span id="scheme">{t("me.colours")}</span>
        <SegmentedControl
          aria-labelledby="scheme"
          value={colorScheme}
          onChange={(value) => {
            const chosen = schemes.find((scheme) => scheme === value);
            if (chosen) setColorScheme(chosen);
          }}
          data={schemes.map((value) => ({ value, label: t(`me.scheme.${value}`) }))}
        />
      </div>
      <Switch
        label={t("me.contrast")}
        checked={isHigh}
        onChange={({ currentTarget: { checked } }) => {
          setHigh(checked);
          setHighContrast(checked);
        }}
      />
    </>
  );
}

function SignOut() {
  const { t } = useTranslation("identity");
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    await call("DELETE /v1/sessions/current").catch(() => undefined);
    await forgetPerson();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Button variant="default" leftSection={<IconLogout aria-hidden size="1.1em" />} loading={isBusy} onClick={leave}>
      {t("me.signOut")}
    </Button>
  );
}
