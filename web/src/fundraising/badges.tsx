import { useTranslation } from "react-i18next";
import type { GiftStatus, GoalStatus, MilestonePayout, MilestoneStatus, ProofStatus } from "../lib/wire.ts";
import { StatusBadge } from "../ui/status-badge.tsx";
import { GIFT_TONES, GOAL_TONES, MILESTONE_TONES, PAYOUT_TONES, PROOF_TONES } from "./tones.ts";

export function GoalBadge({ status }: { status: GoalStatus }) {
  const { t } = useTranslation("fundraising");
  return <StatusBadge tone={GOAL_TONES[status]}>{t(`goalStatus.${status}`)}</StatusBadge>;
}

export function MilestoneBadge({ status }: { status: MilestoneStatus }) {
  const { t } = useTranslation("fundraising");
  return <StatusBadge tone={MILESTONE_TONES[status]}>{t(`milestones.state.${status}`)}</StatusBadge>;
}

export function GiftBadge({ status }: { status: GiftStatus }) {
  const { t } = useTranslation("fundraising");
  return <StatusBadge tone={GIFT_TONES[status]}>{t(`giftStatus.${status}`)}</StatusBadge>;
}

export function ProofBadge({ status }: { status: ProofStatus }) {
  const { t } = useTranslation("fundraising");
  return <StatusBadge tone={PROOF_TONES[status]}>{t(`proofStatus.${status}`)}</StatusBadge>;
}

export function PayoutBadge({ status }: { status: MilestonePayout["status"] }) {
  const { t } = useTranslation("fundraising");
  return <StatusBadge tone={PAYOUT_TONES[status]}>{t(`payoutStatus.${status}`)}</StatusBadge>;
}
