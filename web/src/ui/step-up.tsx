import { Button, Checkbox, Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "./page.tsx";
import { useSentence } from "./states.tsx";
import { usePhone } from "./use-phone.ts";

interface StepUpProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, line by line: how much, from where, to whom. */
  summary: readonly (readonly [string, ReactNode])[];
  /** What the person vouches for before the button can be pressed. */
  vow: string;
  confirm: string;
  onConfirm: () => Promise<unknown>;
  /** False while something that is asked for is missing. */
  isReady?: boolean;
  tone?: "accent" | "bad";
  children?: ReactNode;
}

/** Before money leaves: the whole of it in view, a vow, and a button that names the amount. */
export function StepUp({
  opened,
  onClose,
  title,
  summary,
  vow,
  confirm,
  onConfirm,
  isReady = true,
  tone = "accent",
  children,
}: StepUpProps) {
  const { t } = useTranslation("ui");
  const sentence = useSentence();
  const isPhone = usePhone();
  const { isVowed, setVowed, isBusy, error, act, leave } = useVow(onConfirm, onClose);
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={title}
      centered={!isPhone}
      fullScreen={isPhone}
      closeButtonProps={{ "aria-label": t("close"), size: "xl" }}
    >
      <div className="stack">
        <Facts facts={summary} />
        {children}
        <Checkbox checked={isVowed} onChange={(event) => setVowed(event.currentTarget.checked)} label={vow} />
        {error ? <FaultText text={sentence(error)} /> : null}
        <div className="stack-tight">
          <Button fullWidth size="md" color={tone} disabled={!isVowed || !isReady} loading={isBusy} onClick={act}>
            {confirm}
          </Button>
          <Button fullWidth variant="subtle" onClick={leave}>
            {t("cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function useVow(onConfirm: () => Promise<unknown>, onClose: () => void) {
  const [isVowed, setVowed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const leave = () => {
    setVowed(false);
    setError(null);
    onClose();
  };
  const act = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      leave();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return { isVowed, setVowed, isBusy, error, act, leave };
}

function FaultText({ text }: { text: string }) {
  return (
    <p role="alert" style={{ color: "var(--bad)", fontWeight: 600 }}>
      {text}
    </p>
  );
}
