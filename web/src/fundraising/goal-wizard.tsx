import { Button, Stepper } from "@mantine/core";
import { useState } from "react";
import { FormProvider, type Path, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { Goal } from "../lib/wire.ts";
import { Restored } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Notice } from "../ui/notice.tsx";
import { usePhone } from "../ui/use-phone.ts";
import { type GoalValues, milestoneSum } from "./goal-values.ts";
import { useKeptMedia } from "./kept-media.ts";
import { Preview } from "./wizard-preview.tsx";
import { MilestonesStep, StoryStep } from "./wizard-steps.tsx";
import { TermsStep } from "./wizard-terms.tsx";

interface GoalWizardProps {
  communityId: string;
  currency: string;
  defaultValues: GoalValues;
  photoId?: string | null;
  draft?: string;
  /** The terms were fixed by the first gift. */
  isLocked?: boolean;
  send: (sending: { values: GoalValues; photoId: string | null; key: string }) => Promise<Goal>;
  onDone: (goal: Goal) => Promise<void>;
}

const STEPS = ["story", "milestones", "terms", "preview"] as const;
const FIELDS: Readonly<Record<(typeof STEPS)[number], readonly Path<GoalValues>[]>> = {
  story: ["title", "description"],
  milestones: ["target", "deadline", "milestones"],
  terms: ["terms"],
  preview: [],
};

/** Story, plan, promise, a last look: one question a step. Saved as a draft; publishing is another act. */
export function GoalWizard(props: GoalWizardProps) {
  const { communityId, currency, isLocked = false } = props;
  const { t } = useTranslation("fundraising");
  const isPhone = usePhone();
  const { model, photos, startOver } = useWizard(props);
  const shown = isLocked ? STEPS.slice(0, 1) : STEPS;
  const { step, go } = useSteps(shown, model.form);
  const name = shown[step] ?? "story";
  const isLast = step === shown.length - 1;
  return (
    <FormProvider {...model.form}>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void (isLast ? model.submit(event) : go(step + 1));
        }}
      >
        {isLocked ? (
          <Notice tone="plain">{t("wizard.locked")}</Notice>
        ) : (
          <Steps step={step} isPhone={isPhone} onGo={(to) => void go(to)} />
        )}
        {model.isRestored && step === 0 ? <Restored startOver={startOver} /> : null}
        <div className="card stack">
          {name === "story" ? (
            <StoryStep communityId={communityId} photos={photos.media} onPhotos={photos.change} />
          ) : null}
          {name === "milestones" ? <MilestonesStep currency={currency} /> : null}
          {name === "terms" ? <TermsStep currency={currency} /> : null}
          {name === "preview" ? (
            <Preview currency={currency} communityId={communityId} photo={photos.media[0] ?? null} />
          ) : null}
        </div>
        {model.fault ? <Notice tone="bad">{model.fault}</Notice> : null}
        <div className="row">
          <Button type="submit" loading={model.isBusy}>
            {isLast ? t("wizard.save") : t("wizard.next")}
          </Button>
          {step > 0 ? (
            <Button variant="default" onClick={() => void go(step - 1)}>
              {t("wizard.back")}
            </Button>
          ) : null}
        </div>
      </form>
    </FormProvider>
  );
}

/** The words and the photo, kept together and given up together. */
function useWizard({ defaultValues, photoId, draft, send, onDone }: GoalWizardProps) {
  const photos = useKeptMedia(draft, photoId ? [{ id: photoId, contentType: "image/webp" }] : []);
  const model = useServerForm<GoalValues, Goal>({
    defaultValues,
    ...(draft ? { draft } : {}),
    send: (values, key) => send({ values, photoId: photos.media[0]?.id ?? null, key }),
    onDone: (goal) => {
      photos.forget();
      void onDone(goal);
    },
  });
  const startOver = () => {
    model.startOver();
    photos.forget();
  };
  return { model, photos, startOver };
}

/** Which step one is at. Nobody gets past one that is not right; back is always open. */
function useSteps(shown: readonly (typeof STEPS)[number][], form: UseFormReturn<GoalValues>) {
  const { t } = useTranslation("fundraising");
  const [step, setStep] = useState(0);
  const isRight = async (): Promise<boolean> => {
    const name = shown[step] ?? "story";
    if (!(await form.trigger([...FIELDS[name]], { shouldFocus: true }))) return false;
    if (name !== "milestones" || milestoneSum(form.getValues()).missing === 0n) return true;
    form.setError("milestones", { message: t("wizard.sumWrong") });
    return false;
  };
  const go = async (to: number) => {
    if (to > step && !(await isRight())) return;
    setStep(to);
    window.scrollTo({ top: 0 });
  };
  return { step, go };
}

function Steps({ step, isPhone, onGo }: { step: number; isPhone: boolean; onGo: (to: number) => void }) {
  const { t } = useTranslation("fundraising");
  if (isPhone)
    return (
      <p className="soft">
        {t("wizard.step", { step: step + 1, steps: STEPS.length, name: t(`wizard.steps.${STEPS[step] ?? "story"}`) })}
      </p>
    );
  return (
    <Stepper active={step} onStepClick={onGo} size="sm" allowNextStepsSelect={false}>
      {STEPS.map((name) => (
        <Stepper.Step key={name} label={t(`wizard.steps.${name}`)} />
      ))}
    </Stepper>
  );
}
