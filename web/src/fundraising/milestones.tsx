import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Goal, Milestone } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import { Section } from "../ui/page.tsx";
import { MilestoneBadge } from "./badges.tsx";
import styles from "./overview.module.css";

/** Step by step, what the money pays for and how far each has come. */
export function Milestones({ goal }: { goal: Goal }) {
  const { t } = useTranslation("fundraising");
  const next = goal.milestones.find(({ status }) => status !== "proven")?.id;
  return (
    <Section title={t("milestones.title")} lead={t("milestones.intro")} card>
      <ol className={styles.timeline}>
        {goal.milestones.map((milestone) => (
          <Point key={milestone.id} milestone={milestone} isNext={milestone.id === next} />
        ))}
      </ol>
    </Section>
  );
}

function Point({ milestone, isNext }: { milestone: Milestone; isNext: boolean }) {
  const { t } = useTranslation("fundraising");
  const isPassed = milestone.status === "proven";
  const { releasedAmount, amount } = milestone;
  return (
    <li className={styles.milestone} data-passed={isPassed || undefined} data-next={isNext || undefined}>
      <span className={styles.point} aria-hidden>
        {isPassed ? <IconCheck size="1.1em" /> : milestone.position}
      </span>
      <div className="stack-tight">
        <div className="spread">
          <strong>{milestone.title}</strong>
          <Money money={releasedAmount ?? amount} />
        </div>
        <div className="row-tight">
          <MilestoneBadge status={milestone.status} />
          {releasedAmount && releasedAmount.amount !== amount.amount ? (
            <span className="soft small">
              {t("milestones.planned")} <Money money={amount} size="small" />
            </span>
          ) : null}
        </div>
        {milestone.description ? <p className="soft small pre">{milestone.description}</p> : null}
      </div>
    </li>
  );
}
