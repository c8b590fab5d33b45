import { Button } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { selfKey } from "../lib/query.ts";
import type { Session } from "../lib/wire.ts";
import { Ago } from "../ui/dates.tsx";
import { Page } from "../ui/page.tsx";
import { ErrorState, Lines } from "../ui/states.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { toastUndo } from "../ui/toast.tsx";
import { deviceName } from "./device-name.ts";

const KEY = selfKey("sessions");

export function SessionsPage() {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call("GET /v1/sessions", { signal }) });
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const end = (session: Session) => {
    setHidden((before) => [...before, session.id]);
    toastUndo(
      t("sessions.ended", { device: deviceName(session.metadata.userAgent) }),
      async () => {
        await call("DELETE /v1/sessions/{sessionId}", { path: { sessionId: session.id } });
        await client.invalidateQueries({ queryKey: KEY });
      },
      () => setHidden((before) => before.filter((id) => id !== session.id)),
    );
  };
  return (
    <Page title={t("me.sessions")} lead={t("sessions.lead")} trail={<Link to="/me">{t("me.title")}</Link>} narrow>
      {sessions.isPending ? <Lines /> : null}
      {sessions.isError ? <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
      <ul className="plain-list stack-tight">
        {(sessions.data?.items ?? [])
          .filter(({ id }) => !hidden.includes(id))
          .map((session) => (
            <Device key={session.id} session={session} onEnd={() => end(session)} />
          ))}
      </ul>
    </Page>
  );
}

function Device({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { t } = useTranslation("identity");
  const isPhone = /mobile|android|iphone/i.test(session.metadata.userAgent);
  const Icon = isPhone ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className="card spread">
      <span className="row">
        <Icon aria-hidden size="1.75rem" stroke={1.5} />
        <span className="stack-tight">
          <strong>
            <bdi>{deviceName(session.metadata.userAgent)}</bdi>
          </strong>
          <span className="soft small">
            <bdi>{session.metadata.ip}</bdi> · {t("sessions.seen")} <Ago at={session.lastSeenAt} />
          </span>
        </span>
      </span>
      {session.current ? (
        <StatusBadge tone="good">{t("sessions.this")}</StatusBadge>
      ) : (
        <Button variant="default" onClick={onEnd}>
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
