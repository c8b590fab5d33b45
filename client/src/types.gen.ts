// Generated from openapi.json by `npm run generate`.
export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

export type Problem = {
    type: string;
    title: string;
    status: number;
    /**
     * A sentence that says how to mend it.
     */
    detail: string;
    /**
     * Stable, snake_case.
     */
    code: string;
    errors?: Array<{
        pointer: string;
        detail: string;
    }>;
    requestId: string;
};

export type LedgerAccount = {
    id: string;
    code: string;
    /**
     * USER, GOAL, ESCROW, REVENUE, EXPENSE, CLEARING, SUSPENSE, RECEIVABLE, ASSET, LIABILITY, EQUITY or POSITION
     */
    accountType: string;
    entityKind: string | null;
    entityId: string | null;
    /**
     * A product's: moved by its rules alone, and by nobody by hand
     */
    byProduct: boolean;
    name: string | null;
    currency: string;
    normalSide: 'DEBIT' | 'CREDIT';
    /**
     * Minor units
     */
    posted: number;
    /**
     * By holds whose time is not over
     */
    held: number;
    /**
     * posted − held
     */
    available: number;
    /**
     * The least that may be available; null: none
     */
    floor: number | null;
    refusesDebit: boolean;
    refusesCredit: boolean;
    /**
     * By whose days its limits count
     */
    timeZone: string | null;
    /**
     * Of the sum of its debits in a day; null: none
     */
    dayLimit: number | null;
    monthLimit: number | null;
    /**
     * Minor units
     */
    usedToday: number;
    /**
     * Minor units
     */
    usedThisMonth: number;
    metadata: {
        [key: string]: unknown;
    };
    version: number;
    createdAt: string;
    closedAt: string | null;
};

export type LedgerEntry = {
    /**
     * Account and its sequence number: `<accountId>-<seq>`
     */
    id: string;
    accountId: string;
    accountCode: string;
    accountName: string | null;
    transactionId: string;
    entryType: 'DEBIT' | 'CREDIT';
    /**
     * Minor units
     */
    amount: number;
    currency: string;
    label: string;
    description: string | null;
    metadata: {
        [key: string]: unknown;
    };
    /**
     * Minor units
     */
    balanceAfter: number;
    /**
     * The day that counts: its transaction's
     */
    effectiveDate: string;
    /**
     * When it was recorded
     */
    createdAt: string;
};

export type LedgerTransactionWithSeal = {
    id: string;
    kind: string;
    reference: string | null;
    sourceKind: string | null;
    sourceId: string | null;
    effectiveDate: string;
    recordedAt: string;
    actorId: string | null;
    description: string | null;
    metadata: {
        [key: string]: unknown;
    };
    reverses: string | null;
    /**
     * The transactions that take it back, oldest first
     */
    reversedBy: Array<string>;
    /**
     * How much of its entries that is; those of which nothing was taken back are left out
     */
    reversedAmounts: Array<{
        entryId: string;
        /**
         * Minor units
         */
        amount: number;
    }>;
    entries: Array<LedgerEntry>;
    /**
     * The seal that covers it; null: not sealed yet, which takes some seconds
     */
    seal: {
        n: number;
        sealedAt: string;
    } | null;
};

export type LedgerAccountNode = {
    code: string;
    /**
     * The node above; null at the top
     */
    parent: string | null;
    /**
     * 1 at the top
     */
    level: number;
    subtotals: Array<{
        currency: string;
        /**
         * Debits less credits of all accounts at and below this code
         */
        balance: number;
        /**
         * How many these are
         */
        accounts: number;
        /**
         * The account at this very code, if there is one
         */
        accountId: string | null;
        accountType: string | null;
        name: string | null;
    }>;
};

export type LedgerTransaction = {
    id: string;
    kind: string;
    reference: string | null;
    sourceKind: string | null;
    sourceId: string | null;
    effectiveDate: string;
    recordedAt: string;
    actorId: string | null;
    description: string | null;
    metadata: {
        [key: string]: unknown;
    };
    reverses: string | null;
    /**
     * The transactions that take it back, oldest first
     */
    reversedBy: Array<string>;
    /**
     * How much of its entries that is; those of which nothing was taken back are left out
     */
    reversedAmounts: Array<{
        entryId: string;
        /**
         * Minor units
         */
        amount: number;
    }>;
    entries: Array<LedgerEntry>;
};

export type LedgerHold = {
    id: string;
    accountId: string;
    accountCode: string;
    accountName: string | null;
    /**
     * Minor units
     */
    amount: number;
    /**
     * Minor units
     */
    captured: number;
    /**
     * What is reserved still
     */
    left: number;
    currency: string;
    status: 'held' | 'captured' | 'released' | 'expired';
    /**
     * Null: placed through the API
     */
    sourceKind: string | null;
    sourceId: string | null;
    description: string | null;
    placedBy: string | null;
    createdAt: string;
    expiresAt: string | null;
    endedAt: string | null;
};

export type CapturedLedgerHold = {
    hold: LedgerHold;
    transaction: LedgerTransaction;
};

/**
 * Whole units of the second currency for one whole unit of the first: 129.35 is 12935 / 100
 */
export type ExchangeRate = {
    numerator: number;
    denominator: number;
};

export type LedgerRevaluation = {
    currency: string;
    effectiveOn: string | null;
    lines: Array<{
        currency: string;
        /**
         * What is had of it more than is owed
         */
        position: number;
        rate: ExchangeRate;
        /**
         * Rounded once, to the nearest; of halves to the even
         */
        value: number;
        /**
         * What rounding has added to the value, in minor units
         */
        rounding: string;
    }>;
    /**
     * The sum of the values: unrealised, and a loss where it is less than nothing
     */
    gain: number;
};

export type LedgerBalance = {
    accountId: string;
    code: string;
    name: string | null;
    currency: string;
    normalSide: 'DEBIT' | 'CREDIT';
    /**
     * Minor units; grows on the normal side
     */
    balance: number;
};

export type LedgerBalances = {
    knownAt: string | null;
    effectiveOn: string | null;
    items: Array<LedgerBalance>;
};

export type TrialBalanceLine = {
    accountId: string;
    code: string;
    accountType: string;
    name: string | null;
    currency: string;
    /**
     * Minor units
     */
    debit: number;
    /**
     * Minor units
     */
    credit: number;
};

export type TrialBalance = {
    /**
     * When it was made
     */
    at: string;
    knownAt: string | null;
    effectiveOn: string | null;
    items: Array<TrialBalanceLine>;
    totals: Array<{
        currency: string;
        /**
         * Minor units
         */
        debit: number;
        /**
         * Minor units
         */
        credit: number;
    }>;
};

export type GeneralLedgerEntry = {
    /**
     * Account and its sequence number: `<accountId>-<seq>`
     */
    id: string;
    transactionId: string;
    kind: string;
    description: string | null;
    reference: string | null;
    effectiveDate: string;
    recordedAt: string;
    entryType: 'DEBIT' | 'CREDIT';
    /**
     * Minor units
     */
    amount: number;
    label: string;
    /**
     * The opening balance and the entries up to this one
     */
    balance: number;
};

export type GeneralLedgerAccount = {
    accountId: string;
    code: string;
    name: string | null;
    currency: string;
    normalSide: 'DEBIT' | 'CREDIT';
    /**
     * Effective at the end of the day before `from`
     */
    opening: number;
    /**
     * Effective at the end of `to`
     */
    closing: number;
    /**
     * Its first entries stand on the page before
     */
    continued: boolean;
    entries: Array<GeneralLedgerEntry>;
};

export type CashFlow = {
    from: string;
    to: string;
    currencies: Array<{
        currency: string;
        links: Array<{
            /**
             * Code of the credited account, or the first parts of it
             */
            from: string;
            /**
             * Code of the debited account, or the first parts of it
             */
            to: string;
            /**
             * Minor units
             */
            amount: number;
        }>;
        others: {
            /**
             * How many smaller flows are not shown one by one
             */
            links: number;
            /**
             * Minor units
             */
            amount: number;
        };
    }>;
};

export type PostedEntry = {
    /**
     * Account and its sequence number: `<accountId>-<seq>`
     */
    id: string;
    accountId: string;
    entryType: 'DEBIT' | 'CREDIT';
    /**
     * Minor units
     */
    amount: number;
    currency: string;
    label: string;
    /**
     * Minor units
     */
    balanceAfter: number;
};

export type PostedTransaction = {
    id: string;
    kind: string;
    reference: string | null;
    effectiveDate: string;
    recordedAt: string;
    entries: Array<PostedEntry>;
};

export type ImportFinding = {
    code: string;
    line: number;
    /**
     * What is the matter and how to mend it, in the reader's language
     */
    detail: string;
};

export type ImportPreview = {
    transactions: number;
    firstDate: string | null;
    lastDate: string | null;
    accounts: Array<{
        /**
         * As the file calls it
         */
        name: string;
        code: string;
        accountType: string;
        currency: string;
        /**
         * Minor units
         */
        debit: number;
        /**
         * Minor units
         */
        credit: number;
        /**
         * It stands in the books already, and keeps the type that it has there
         */
        isOpen: boolean;
    }>;
    /**
     * Any of these keeps the file out of the books
     */
    problems: Array<ImportFinding>;
    notes: Array<ImportFinding>;
    importedBefore: boolean;
};

export type LedgerSeal = {
    /**
     * Numbered from 1; 0 stands for books older than the seals
     */
    n: number;
    /**
     * SHA-256, hexadecimal
     */
    hash: string;
    /**
     * SHA-256, hexadecimal
     */
    previous: string;
    sealedAt: string;
    /**
     * How many batches of postings it holds
     */
    batches: number;
};

export type LedgerClosing = {
    through: string;
    openedAfter: string | null;
    closedAt: string;
    closedBy: string | null;
    provenAt: string | null;
    transactions: number | null;
    transactionsRoot: string | null;
    accounts: number | null;
    balancesRoot: string | null;
};

export type LedgerBalanceProof = {
    /**
     * The account's totals as canonical JSON (RFC 8785)
     */
    leaf: string;
    /**
     * SHA-256, hexadecimal
     */
    salt: string;
    index: number;
    /**
     * Leaves of the tree
     */
    size: number;
    path: Array<string>;
    /**
     * SHA-256, hexadecimal
     */
    root: string;
};

export type User = {
    id: string;
    email: string;
    username: string | null;
    givenName: string;
    familyName: string;
    displayName: string;
    phone: string | null;
    emailVerified: boolean;
    phoneVerified: boolean;
    locale: string;
    timeZone: string;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type ProvenEmail = {
    email: string;
};

export type Accepted = {
    accepted: boolean;
};

export type NewSession = {
    id: string;
    userId: string;
    expiresAt: string;
    metadata: {
        userAgent: string;
        ip: string;
    };
    createdAt: string;
    lastSeenAt: string;
    /**
     * The session that asks
     */
    current: boolean;
    token?: string;
};

export type Session = {
    id: string;
    userId: string;
    expiresAt: string;
    metadata: {
        userAgent: string;
        ip: string;
    };
    createdAt: string;
    lastSeenAt: string;
    /**
     * The session that asks
     */
    current: boolean;
};

export type Community = {
    id: string;
    name: string;
    slug: string;
    products: Array<string>;
    currency: string;
    locale: string;
    timeZone: string;
    /**
     * Whether strangers see something of it
     */
    showsPublic: boolean;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type MyCommunity = {
    communityId: string;
    name: string;
    slug: string;
    products: Array<string>;
    currency: string;
    /**
     * Names of the roles
     */
    roles: Array<string>;
};

export type RoleGrant = {
    userId: string;
    roleId: string;
    assignedAt: string;
};

export type Membership = {
    communityId: string;
    userId: string;
    displayName: string;
    status: 'invited' | 'active' | 'left' | 'removed';
    roles: Array<RoleGrant>;
    overrides: {
        allow: Array<string>;
        deny: Array<string>;
    };
    joinedAt: string | null;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type Role = {
    id: string;
    name: string;
    origin: 'owner' | 'treasurer' | 'operator' | 'member' | null;
    description: string;
    /**
     * `<module>.<verb>`; `*` for owners
     */
    permissions: Array<string>;
    createdAt: string;
};

export type Invitation = {
    id: string;
    roleIds: Array<string>;
    note: string;
    maxUses: number;
    usedCount: number;
    state: 'open' | 'expired' | 'used_up' | 'revoked';
    expiresAt: string;
    createdAt: string;
};

export type NewInvitation = {
    id: string;
    roleIds: Array<string>;
    note: string;
    maxUses: number;
    usedCount: number;
    state: 'open' | 'expired' | 'used_up' | 'revoked';
    expiresAt: string;
    createdAt: string;
    /**
     * Shown this once
     */
    token: string;
    url: string;
};

export type InvitationOffer = {
    communityId: string;
    communityName: string;
    products: Array<string>;
    roles: Array<string>;
    note: string;
    state: 'open' | 'expired' | 'used_up' | 'revoked';
    expiresAt: string;
};

export type ActivityItem = {
    id: string;
    communityId: string;
    kind: string;
    /**
     * Ids, names and figures for the words of the kind
     */
    data: {
        [key: string]: unknown;
    };
    subject: string | null;
    /**
     * Something that you are asked to do
     */
    waits: boolean;
    doneAt: string | null;
    occurredAt: string;
};

export type CommunityActivityItem = {
    id: string;
    communityId: string;
    kind: string;
    actorId: string | null;
    /**
     * Ids, names and figures for the words of the kind
     */
    data: {
        [key: string]: unknown;
    };
    occurredAt: string;
};

/**
 * The estimate shown before paying
 */
export type ProviderFee = {
    currency: string;
    /**
     * Hundredths of a per cent of the amount
     */
    bps: number;
    /**
     * Minor units
     */
    fixed: number;
    fixedFrom?: number | null;
    cap: number | null;
};

export type Provider = {
    id: string;
    kind: 'paystack' | 'sandbox';
    name: string;
    status: 'active' | 'disabled';
    mode: 'test' | 'live';
    baseUrl: string;
    currencies: Array<string>;
    /**
     * For each currency: the stated price, else the usual one
     */
    fees: Array<ProviderFee>;
    /**
     * The address to enter at the provider
     */
    webhookUrl: string;
    /**
     * False: the secret key signs webhooks too
     */
    hasWebhookSecret: boolean;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type ProviderKind = {
    kind: 'paystack' | 'sandbox';
    localUrl: string | null;
    /**
     * What it usually takes, for each currency that it can be set up for
     */
    usualFees: Array<ProviderFee>;
};

export type Payment = {
    id: string;
    /**
     * Ours, unique for ever: by it the provider knows the charge
     */
    reference: string;
    providerId: string;
    providerReference: string | null;
    userId: string | null;
    purposeKind: string;
    purposeId: string;
    subjectId: string | null;
    amount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    fee: number | null;
    status: 'preparing' | 'pending' | 'succeeded' | 'failed' | 'expired' | 'reversed';
    description: string;
    checkoutUrl: string | null;
    failureReason: string | null;
    disputeStatus: 'none' | 'opened' | 'won' | 'lost';
    disputedAmount: number;
    /**
     * What the provider told, without personal data
     */
    providerData: {
        [key: string]: unknown;
    };
    paidAt: string | null;
    expiresAt: string;
    nextCheckAt: string | null;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type Refund = {
    id: string;
    paymentId: string;
    purposeKind: string;
    purposeId: string;
    subjectId: string | null;
    subjectName: string | null;
    payerName: string | null;
    providerId: string;
    reference: string;
    providerReference: string | null;
    amount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    status: 'preparing' | 'pending' | 'needs_attention' | 'processed' | 'failed';
    failureReason: string | null;
    /**
     * What the provider told, without personal data
     */
    providerData: {
        [key: string]: unknown;
    };
    endedAt: string | null;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type Payout = {
    id: string;
    providerId: string;
    purposeKind: string;
    purposeId: string;
    subjectId: string | null;
    reference: string;
    providerReference: string | null;
    amount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    /**
     * The account's last digits
     */
    destinationHint: string;
    reason: string;
    status: 'preparing' | 'pending' | 'needs_attention' | 'succeeded' | 'failed' | 'reversed';
    failureReason: string | null;
    /**
     * What the provider told, without personal data
     */
    providerData: {
        [key: string]: unknown;
    };
    endedAt: string | null;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type WebhookEvent = {
    id: string;
    /**
     * What makes the event one, however often it is delivered
     */
    eventId: string;
    providerId: string;
    event: string | null;
    /**
     * What the provider told, without personal data
     */
    data: {
        [key: string]: unknown;
    };
    signature: string | null;
    signatureValid: boolean;
    status: 'received' | 'processed' | 'ignored' | 'failed' | 'rejected';
    processed: boolean;
    error: string | null;
    deliveries: number;
    bodyBytes: number;
    receivedAt: string;
    lastReceivedAt: string;
    processedAt: string | null;
};

export type WebhookEventWithBody = {
    id: string;
    /**
     * What makes the event one, however often it is delivered
     */
    eventId: string;
    providerId: string;
    event: string | null;
    /**
     * What the provider told, without personal data
     */
    data: {
        [key: string]: unknown;
    };
    signature: string | null;
    signatureValid: boolean;
    status: 'received' | 'processed' | 'ignored' | 'failed' | 'rejected';
    processed: boolean;
    error: string | null;
    deliveries: number;
    bodyBytes: number;
    receivedAt: string;
    lastReceivedAt: string;
    processedAt: string | null;
    /**
     * The raw bytes as text; base64 where they are no UTF-8
     */
    body: string;
    bodyEncoding: 'utf8' | 'base64';
};

export type UnmatchedMoney = {
    id: string;
    providerId: string;
    direction: 'in' | 'out';
    reason: string;
    /**
     * The provider's own name of the movement
     */
    movement: string;
    reference: string | null;
    amount: {
        amount: number;
        currency: string;
    };
    fee: number;
    /**
     * Whether it stands on the suspense account
     */
    booked: boolean;
    paymentId: string | null;
    webhookEventId: string | null;
    status: 'open' | 'resolved';
    resolution: 'matched' | 'returned' | 'recovered' | 'written_off' | 'closed' | null;
    note: string | null;
    resolvedBy: string | null;
    counterpartId: string | null;
    /**
     * How it can be resolved by hand, each with what that books; none once it is resolved
     */
    choices: Array<{
        resolution: 'returned' | 'recovered' | 'written_off' | 'closed';
        entries: Array<{
            accountCode: string;
            side: 'DEBIT' | 'CREDIT';
            amount: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            };
        }>;
    }>;
    createdAt: string;
    resolvedAt: string | null;
};

export type GoalMilestone = {
    id: string;
    position: number;
    title: string;
    description: string;
    amount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    status: 'pending' | 'ready' | 'released' | 'paid_out' | 'proven';
    releasedAmount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    } | null;
};

/**
 * Promised to givers: nothing of it changes once a gift has begun
 */
export type GoalTerms = {
    mode: 'all_or_nothing' | 'keep_what_comes';
    stretchAmount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    } | null;
    surplus: 'pro_rata' | 'last_milestone';
    vote: {
        windowHours: number;
        /**
         * Hundredths of a per cent
         */
        quorumBps: number;
        /**
         * Hundredths of a per cent; a tie is a no
         */
        thresholdBps: number;
        weight: 'head' | 'amount';
        /**
         * What a silent voter counts as, once the quorum is there
         */
        silence: 'abstain' | 'yes' | 'no';
    };
    /**
     * Hundredths of a per cent
     */
    platformFeeBps: number;
    /**
     * Estimate; `flat` is waived below `flatFrom`
     */
    providerFee: {
        /**
         * Hundredths of a per cent
         */
        bps: number;
        flat: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
        flatFrom: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        } | null;
        cap: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        } | null;
    };
    feesBorneBy: 'goal' | 'giver';
    /**
     * The provider's fee of a gift that goes back
     */
    refundFeeBorneBy: 'platform' | 'giver';
    choiceDays: number;
    minGift: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    maxGift: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    } | null;
};

/**
 * Read from the books
 */
export type GoalFigures = {
    raised: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    given: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    providerFees: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    platformFees: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    inEscrow: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    released: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    paidOut: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    refunded: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    disputed: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    /**
     * People whose gifts count
     */
    givers: number;
    nextRelease: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    } | null;
};

export type Goal = {
    id: string;
    ownerId: string;
    title: string;
    description: string;
    photoUrl: string | null;
    targetAmount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    currency: string;
    deadline: string;
    status: 'draft' | 'open' | 'deciding' | 'funded' | 'failed' | 'cancelled' | 'releasing' | 'withdrawn' | 'proven';
    slug: string;
    url: string | null;
    publishedAt: string | null;
    termsLockedAt: string | null;
    closedAt: string | null;
    endedAt: string | null;
    endReason: string | null;
    choiceUntil: string | null;
    milestones: Array<GoalMilestone>;
    terms: GoalTerms;
    /**
     * Changes with anything that is promised to givers
     */
    termsDigest: string;
    figures: GoalFigures;
    version: number;
    createdAt: string;
    updatedAt: string;
};

/**
 * A payment gateway with which one may give to the goal
 */
export type GoalProvider = {
    id: string;
    name: string;
    mode: 'test' | 'live';
};

export type GiftPayment = {
    id: string;
    status: string;
    checkoutUrl: string | null;
};

/**
 * A gift
 */
export type Contribution = {
    id: string;
    communityId: string;
    goalId: string;
    userId: string | null;
    paymentId: string | null;
    amount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    currency: string;
    feeCover: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    platformFee: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    providerFee: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    status: 'pending' | 'succeeded' | 'failed' | 'refunding' | 'refunded' | 'unclaimed' | 'moved' | 'disputed' | 'reversed';
    publicName: string | null;
    message: string | null;
    isAnonymous: boolean;
    paidAt: string | null;
    due: {
        amount: number;
        currency: string;
    } | null;
    refundAmount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    } | null;
    receiptUrl: string | null;
    choiceUrl: string | null;
    payment: GiftPayment | null;
    createdAt: string;
    updatedAt: string;
};

/**
 * What a gift costs its giver and brings the goal; the provider's fee is an estimate
 */
export type GiftQuote = {
    gross: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    platformFee: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    providerFee: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    net: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    feeCover: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    feesBorneBy: 'goal' | 'giver';
};

export type RefundQuote = {
    paid: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    /**
     * What the giver gets
     */
    gets: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    parts: {
        platformFee: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
        providerFee: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
        providerFeeBorneBy: 'platform' | 'giver';
        spent: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
    } | null;
};

export type VoteOutcome = {
    /**
     * Heads, or minor units where votes weigh by amount
     */
    total: number;
    /**
     * Heads, or minor units where votes weigh by amount
     */
    yes: number;
    /**
     * Heads, or minor units where votes weigh by amount
     */
    no: number;
    quorumMet: boolean;
    approved: boolean;
};

export type Vote = {
    id: string;
    proofId: string;
    voterId: string;
    /**
     * Heads, or minor units where votes weigh by amount
     */
    weight: number;
    isApproved: boolean;
    comment: string | null;
    votedAt: string;
    version: number;
};

/**
 * `outcome` is told after the vote, so that nobody votes with the crowd
 */
export type Proof = {
    id: string;
    goalId: string;
    milestoneId: string;
    kind: 'plan' | 'use';
    submittedBy: string;
    title: string;
    description: string;
    mediaUrls: Array<string>;
    media: Array<{
        id: string;
        url: string;
        contentType: string;
    }>;
    status: 'submitted' | 'voting' | 'awaiting_operator' | 'approved' | 'rejected' | 'withdrawn';
    submittedAt: string;
    voteOpenedAt: string | null;
    voteClosesAt: string | null;
    verifiedAt: string | null;
    voters: number;
    votes: number;
    outcome: VoteOutcome | null;
    myVote: Vote | null;
    /**
     * Whether you may vote now, or change your vote
     */
    mayVote: boolean;
    mayNotVote: 'vote_closed' | 'sign_in_required' | 'own_proof' | 'not_a_voter' | null;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type MoneyFigure = {
    /**
     * Such as raised, in_escrow, paid_out
     */
    name: string;
    amount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    /**
     * What makes the figure: the account's entries with the label, about the source (null: any)
     */
    entries: Array<{
        accountId: string;
        accountCode: string;
        label: string | null;
        sourceId: string | null;
        name: string | null;
    }>;
};

/**
 * Where the money is
 */
export type GoalMoney = {
    goalId: string;
    currency: string;
    figures: Array<MoneyFigure>;
    nodes: Array<{
        id: string;
        amount: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
    }>;
    links: Array<{
        from: string;
        to: string;
        amount: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
    }>;
};

export type MilestonePayout = {
    id: string;
    goalId: string;
    milestoneId: string;
    payoutId: string | null;
    amount: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    currency: string;
    status: 'requested' | 'succeeded' | 'failed' | 'reversed';
    requestedBy: string;
    endedAt: string | null;
    createdAt: string;
    updatedAt: string;
};

export type GoalUpdate = {
    id: string;
    goalId: string;
    authorId: string;
    title: string;
    body: string;
    photoUrl: string | null;
    createdAt: string;
};

export type Comment = {
    id: string;
    goalId: string;
    publicName: string;
    body: string;
    status: 'held' | 'shown' | 'deleted';
    isMine: boolean;
    /**
     * For whoever moderates
     */
    reports: Array<{
        reason: string;
        createdAt: string;
    }>;
    createdAt: string;
    updatedAt: string;
};

export type SearchHit = {
    /**
     * goal, member, account or transaction: which page shows it
     */
    kind: string;
    id: string;
    title: string;
    detail: string | null;
};

export type ListLedgerAccountsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        accountType?: string;
        entityId?: string;
        /**
         * This code and those below it: `bank` has `bank/a`, not `bankers`
         */
        under?: string;
    };
    url: '/v1/communities/{communityId}/ledger/accounts';
};

export type ListLedgerAccountsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListLedgerAccountsError = ListLedgerAccountsErrors[keyof ListLedgerAccountsErrors];

export type ListLedgerAccountsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<LedgerAccount>;
        next: string | null;
    };
};

export type ListLedgerAccountsResponse = ListLedgerAccountsResponses[keyof ListLedgerAccountsResponses];

export type OpenLedgerAccountData = {
    body: {
        code: string;
        type: 'USER' | 'GOAL' | 'ESCROW' | 'REVENUE' | 'EXPENSE' | 'CLEARING' | 'SUSPENSE' | 'RECEIVABLE' | 'ASSET' | 'LIABILITY' | 'EQUITY' | 'POSITION';
        currency: string;
        name?: string | null;
        /**
         * Of your own: shown and searched, never interpreted
         */
        metadata?: {
            [key: string]: string | number | boolean | null;
        };
        /**
         * The least that may be available; null: none. Not above what is
         */
        floor?: number | null;
        /**
         * The most that the sum of its debits may be in a local day, or month; null: any
         */
        dayLimit?: number | null;
        /**
         * The most that the sum of its debits may be in a local day, or month; null: any
         */
        monthLimit?: number | null;
        /**
         * By whose days its limits count; default: the community's
         */
        timeZone?: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/accounts';
};

export type OpenLedgerAccountErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type OpenLedgerAccountError = OpenLedgerAccountErrors[keyof OpenLedgerAccountErrors];

export type OpenLedgerAccountResponses = {
    /**
     * Default Response
     */
    201: LedgerAccount;
};

export type OpenLedgerAccountResponse = OpenLedgerAccountResponses[keyof OpenLedgerAccountResponses];

export type GetLedgerAccountData = {
    body?: never;
    path: {
        communityId: string;
        accountId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/accounts/{accountId}';
};

export type GetLedgerAccountErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetLedgerAccountError = GetLedgerAccountErrors[keyof GetLedgerAccountErrors];

export type GetLedgerAccountResponses = {
    /**
     * Default Response
     */
    200: LedgerAccount;
};

export type GetLedgerAccountResponse = GetLedgerAccountResponses[keyof GetLedgerAccountResponses];

export type ChangeLedgerAccountData = {
    body: {
        version: number;
        name?: string | null;
        /**
         * Of your own: shown and searched, never interpreted
         */
        metadata?: {
            [key: string]: string | number | boolean | null;
        };
        /**
         * The least that may be available; null: none. Not above what is
         */
        floor?: number | null;
        /**
         * The most that the sum of its debits may be in a local day, or month; null: any
         */
        dayLimit?: number | null;
        /**
         * The most that the sum of its debits may be in a local day, or month; null: any
         */
        monthLimit?: number | null;
        /**
         * By whose days its limits count; default: the community's
         */
        timeZone?: string;
        refusesDebit?: boolean;
        refusesCredit?: boolean;
    };
    path: {
        communityId: string;
        accountId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/accounts/{accountId}';
};

export type ChangeLedgerAccountErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ChangeLedgerAccountError = ChangeLedgerAccountErrors[keyof ChangeLedgerAccountErrors];

export type ChangeLedgerAccountResponses = {
    /**
     * Default Response
     */
    200: LedgerAccount;
};

export type ChangeLedgerAccountResponse = ChangeLedgerAccountResponses[keyof ChangeLedgerAccountResponses];

export type GetLedgerTransactionData = {
    body?: never;
    path: {
        communityId: string;
        transactionId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/transactions/{transactionId}';
};

export type GetLedgerTransactionErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetLedgerTransactionError = GetLedgerTransactionErrors[keyof GetLedgerTransactionErrors];

export type GetLedgerTransactionResponses = {
    /**
     * Default Response
     */
    200: LedgerTransactionWithSeal;
};

export type GetLedgerTransactionResponse = GetLedgerTransactionResponses[keyof GetLedgerTransactionResponses];

export type ReopenLedgerAccountData = {
    body?: never;
    path: {
        communityId: string;
        accountId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/accounts/{accountId}/closure';
};

export type ReopenLedgerAccountErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ReopenLedgerAccountError = ReopenLedgerAccountErrors[keyof ReopenLedgerAccountErrors];

export type ReopenLedgerAccountResponses = {
    /**
     * Default Response
     */
    200: LedgerAccount;
};

export type ReopenLedgerAccountResponse = ReopenLedgerAccountResponses[keyof ReopenLedgerAccountResponses];

export type CloseLedgerAccountData = {
    body: {
        [key: string]: never;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        accountId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/accounts/{accountId}/closure';
};

export type CloseLedgerAccountErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CloseLedgerAccountError = CloseLedgerAccountErrors[keyof CloseLedgerAccountErrors];

export type CloseLedgerAccountResponses = {
    /**
     * Default Response
     */
    200: LedgerAccount;
};

export type CloseLedgerAccountResponse = CloseLedgerAccountResponses[keyof CloseLedgerAccountResponses];

export type GetLedgerAccountTreeData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        /**
         * This code and those below it: `bank` has `bank/a`, not `bankers`
         */
        under?: string;
        /**
         * Levels below `under`, or from the top; default: all
         */
        depth?: number;
    };
    url: '/v1/communities/{communityId}/ledger/accounts/tree';
};

export type GetLedgerAccountTreeErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetLedgerAccountTreeError = GetLedgerAccountTreeErrors[keyof GetLedgerAccountTreeErrors];

export type GetLedgerAccountTreeResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<LedgerAccountNode>;
        next: string | null;
    };
};

export type GetLedgerAccountTreeResponse = GetLedgerAccountTreeResponses[keyof GetLedgerAccountTreeResponses];

export type ReverseLedgerTransactionData = {
    body: {
        /**
         * A part, of a transaction of two entries; default: all that is left
         */
        amount?: number;
        /**
         * A part, as an amount for each of its entries that is taken back
         */
        entries?: Array<{
            id: string;
            /**
             * Minor units
             */
            amount: number;
        }>;
        description?: string;
        /**
         * The day that counts; default: today in UTC
         */
        effectiveDate?: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        transactionId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/transactions/{transactionId}/reversal';
};

export type ReverseLedgerTransactionErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ReverseLedgerTransactionError = ReverseLedgerTransactionErrors[keyof ReverseLedgerTransactionErrors];

export type ReverseLedgerTransactionResponses = {
    /**
     * Default Response
     */
    201: LedgerTransaction;
};

export type ReverseLedgerTransactionResponse = ReverseLedgerTransactionResponses[keyof ReverseLedgerTransactionResponses];

export type ListLedgerHoldsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        accountId?: string;
        status?: 'held' | 'captured' | 'released' | 'expired';
    };
    url: '/v1/communities/{communityId}/ledger/holds';
};

export type ListLedgerHoldsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListLedgerHoldsError = ListLedgerHoldsErrors[keyof ListLedgerHoldsErrors];

export type ListLedgerHoldsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<LedgerHold>;
        next: string | null;
    };
};

export type ListLedgerHoldsResponse = ListLedgerHoldsResponses[keyof ListLedgerHoldsResponses];

export type PlaceLedgerHoldData = {
    body: {
        accountId?: string;
        account?: string;
        /**
         * Minor units
         */
        amount: number;
        currency: string;
        /**
         * From then on it counts no more; default: until it is ended
         */
        expiresAt?: string;
        description?: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/holds';
};

export type PlaceLedgerHoldErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PlaceLedgerHoldError = PlaceLedgerHoldErrors[keyof PlaceLedgerHoldErrors];

export type PlaceLedgerHoldResponses = {
    /**
     * Default Response
     */
    201: LedgerHold;
};

export type PlaceLedgerHoldResponse = PlaceLedgerHoldResponses[keyof PlaceLedgerHoldResponses];

export type GetLedgerHoldData = {
    body?: never;
    path: {
        communityId: string;
        holdId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/holds/{holdId}';
};

export type GetLedgerHoldErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetLedgerHoldError = GetLedgerHoldErrors[keyof GetLedgerHoldErrors];

export type GetLedgerHoldResponses = {
    /**
     * Default Response
     */
    200: LedgerHold;
};

export type GetLedgerHoldResponse = GetLedgerHoldResponses[keyof GetLedgerHoldResponses];

export type CaptureLedgerHoldData = {
    body: {
        transaction: {
            entries: Array<{
                accountId?: string;
                account?: string;
                entryType: 'DEBIT' | 'CREDIT';
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
                /**
                 * What the entry is; default: the kind
                 */
                label?: string;
            }>;
            /**
             * The business event; default: `transfer`
             */
            kind?: string;
            /**
             * Yours: posted once for ever in this community
             */
            reference?: string;
            description?: string;
            /**
             * The day that counts; default: today in UTC. Refused in a closed period
             */
            effectiveDate?: string;
            /**
             * Of your own: shown and searched, never interpreted
             */
            metadata?: {
                [key: string]: string | number | boolean | null;
            };
        };
        /**
         * What the transaction takes from the hold's account; sent, it is compared
         */
        amount?: number;
        /**
         * The rest stays reserved, for another capture; default: it is given back
         */
        keepsRest?: boolean;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        holdId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/holds/{holdId}/captures';
};

export type CaptureLedgerHoldErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CaptureLedgerHoldError = CaptureLedgerHoldErrors[keyof CaptureLedgerHoldErrors];

export type CaptureLedgerHoldResponses = {
    /**
     * Default Response
     */
    201: CapturedLedgerHold;
};

export type CaptureLedgerHoldResponse = CaptureLedgerHoldResponses[keyof CaptureLedgerHoldResponses];

export type ReleaseLedgerHoldData = {
    body: {
        [key: string]: never;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        holdId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/holds/{holdId}/release';
};

export type ReleaseLedgerHoldErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ReleaseLedgerHoldError = ReleaseLedgerHoldErrors[keyof ReleaseLedgerHoldErrors];

export type ReleaseLedgerHoldResponses = {
    /**
     * Default Response
     */
    200: LedgerHold;
};

export type ReleaseLedgerHoldResponse = ReleaseLedgerHoldResponses[keyof ReleaseLedgerHoldResponses];

export type PostLedgerExchangeData = {
    body: {
        from: {
            accountId?: string;
            account?: string;
            currency: string;
            /**
             * Minor units
             */
            amount: number;
        };
        to: {
            accountId?: string;
            account?: string;
            currency: string;
            /**
             * What was agreed; default: what the rate makes. A difference of less than a whole unit goes to `exchange/rounding`
             */
            amount?: number;
        };
        /**
         * Whole units of the second currency for one whole unit of the first: 129.35 is 12935 / 100
         */
        rate: {
            numerator: number;
            denominator: number;
        };
        /**
         * Yours: posted once for ever in this community
         */
        reference?: string;
        description?: string;
        /**
         * The day that counts; default: today in UTC
         */
        effectiveDate?: string;
        /**
         * Of your own: shown and searched, never interpreted
         */
        metadata?: {
            [key: string]: string | number | boolean | null;
        };
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/exchanges';
};

export type PostLedgerExchangeErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PostLedgerExchangeError = PostLedgerExchangeErrors[keyof PostLedgerExchangeErrors];

export type PostLedgerExchangeResponses = {
    /**
     * Default Response
     */
    201: LedgerTransaction;
};

export type PostLedgerExchangeResponse = PostLedgerExchangeResponses[keyof PostLedgerExchangeResponses];

export type RevalueLedgerPositionsData = {
    body: {
        /**
         * In which the positions are valued
         */
        currency: string;
        /**
         * Positions at the end of this day; default: now
         */
        effectiveOn?: string;
        rates: Array<{
            currency: string;
            /**
             * Whole units of the second currency for one whole unit of the first: 129.35 is 12935 / 100
             */
            rate: {
                numerator: number;
                denominator: number;
            };
        }>;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/revaluations';
};

export type RevalueLedgerPositionsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RevalueLedgerPositionsError = RevalueLedgerPositionsErrors[keyof RevalueLedgerPositionsErrors];

export type RevalueLedgerPositionsResponses = {
    /**
     * Default Response
     */
    200: LedgerRevaluation;
};

export type RevalueLedgerPositionsResponse = RevalueLedgerPositionsResponses[keyof RevalueLedgerPositionsResponses];

export type ListLedgerEntriesData = {
    body?: never;
    path: {
        communityId: string;
        accountId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        before?: string;
        order?: 'newest' | 'oldest';
        label?: string;
        /**
         * What the transactions were about, such as a milestone
         */
        sourceId?: string;
        /**
         * The first day that counts
         */
        effectiveFrom?: string;
        /**
         * The last day that counts
         */
        effectiveTo?: string;
        /**
         * In the description, the reference, the kind or the label
         */
        text?: string;
    };
    url: '/v1/communities/{communityId}/ledger/accounts/{accountId}/entries';
};

export type ListLedgerEntriesErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListLedgerEntriesError = ListLedgerEntriesErrors[keyof ListLedgerEntriesErrors];

export type ListLedgerEntriesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<LedgerEntry>;
        next: string | null;
        previous: string | null;
    };
};

export type ListLedgerEntriesResponse = ListLedgerEntriesResponses[keyof ListLedgerEntriesResponses];

export type ReadLedgerBalancesData = {
    body: {
        accountIds?: Array<string>;
        /**
         * Each stands for its accounts in all currencies
         */
        codes?: Array<string>;
        /**
         * As the books were at this instant: what was recorded later does not count
         */
        knownAt?: string;
        /**
         * As effective at the end of this day, whenever it was recorded
         */
        effectiveOn?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/balances';
};

export type ReadLedgerBalancesErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ReadLedgerBalancesError = ReadLedgerBalancesErrors[keyof ReadLedgerBalancesErrors];

export type ReadLedgerBalancesResponses = {
    /**
     * Default Response
     */
    200: LedgerBalances;
};

export type ReadLedgerBalancesResponse = ReadLedgerBalancesResponses[keyof ReadLedgerBalancesResponses];

export type GetTrialBalanceData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        /**
         * As effective at the end of this day, whenever it was recorded
         */
        effectiveOn?: string;
        /**
         * As the books were at this instant: what was recorded later does not count
         */
        knownAt?: string;
    };
    url: '/v1/communities/{communityId}/ledger/trial-balance';
};

export type GetTrialBalanceErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetTrialBalanceError = GetTrialBalanceErrors[keyof GetTrialBalanceErrors];

export type GetTrialBalanceResponses = {
    /**
     * Default Response
     */
    200: TrialBalance;
};

export type GetTrialBalanceResponse = GetTrialBalanceResponses[keyof GetTrialBalanceResponses];

export type GetGeneralLedgerData = {
    body?: never;
    path: {
        communityId: string;
    };
    query: {
        /**
         * The first day
         */
        from: string;
        /**
         * The last day
         */
        to: string;
        under?: string;
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/ledger/general-ledger';
};

export type GetGeneralLedgerErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetGeneralLedgerError = GetGeneralLedgerErrors[keyof GetGeneralLedgerErrors];

export type GetGeneralLedgerResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<GeneralLedgerAccount>;
        next: string | null;
    };
};

export type GetGeneralLedgerResponse = GetGeneralLedgerResponses[keyof GetGeneralLedgerResponses];

export type ListLedgerTransactionsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        before?: string;
        order?: 'newest' | 'oldest';
        kind?: string;
        sourceKind?: string;
        /**
         * What it was about, such as a gift
         */
        sourceId?: string;
        reference?: string;
        referencePrefix?: string;
        /**
         * An object in JSON: pairs that the metadata has. Found a minute or two after the posting
         */
        metadata?: string;
        /**
         * Of one of its entries, in minor units
         */
        amountFrom?: number;
        /**
         * Of one of its entries, in minor units
         */
        amountTo?: number;
        currency?: string;
        /**
         * The first day that counts
         */
        effectiveFrom?: string;
        /**
         * The last day that counts
         */
        effectiveTo?: string;
        /**
         * Recorded at this instant or later
         */
        recordedFrom?: string;
        /**
         * Recorded before this instant
         */
        recordedTo?: string;
    };
    url: '/v1/communities/{communityId}/ledger/transactions';
};

export type ListLedgerTransactionsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListLedgerTransactionsError = ListLedgerTransactionsErrors[keyof ListLedgerTransactionsErrors];

export type ListLedgerTransactionsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<LedgerTransaction>;
        next: string | null;
        previous: string | null;
    };
};

export type ListLedgerTransactionsResponse = ListLedgerTransactionsResponses[keyof ListLedgerTransactionsResponses];

export type PostLedgerTransactionData = {
    body: {
        entries: Array<{
            accountId?: string;
            account?: string;
            entryType: 'DEBIT' | 'CREDIT';
            /**
             * Minor units
             */
            amount: number;
            currency: string;
            /**
             * What the entry is; default: the kind
             */
            label?: string;
        }>;
        /**
         * The business event; default: `transfer`
         */
        kind?: string;
        /**
         * Yours: posted once for ever in this community
         */
        reference?: string;
        description?: string;
        /**
         * The day that counts; default: today in UTC. Refused in a closed period
         */
        effectiveDate?: string;
        /**
         * Of your own: shown and searched, never interpreted
         */
        metadata?: {
            [key: string]: string | number | boolean | null;
        };
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/transactions';
};

export type PostLedgerTransactionErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PostLedgerTransactionError = PostLedgerTransactionErrors[keyof PostLedgerTransactionErrors];

export type PostLedgerTransactionResponses = {
    /**
     * Default Response
     */
    201: PostedTransaction;
};

export type PostLedgerTransactionResponse = PostLedgerTransactionResponses[keyof PostLedgerTransactionResponses];

export type GetCashFlowData = {
    body?: never;
    path: {
        communityId: string;
    };
    query: {
        /**
         * The first day
         */
        from: string;
        /**
         * The last day
         */
        to: string;
        /**
         * Parts of the code; default: all of them
         */
        depth?: number;
        /**
         * Only flows from or to this account; those below it count as it
         */
        account?: string;
        top?: number;
    };
    url: '/v1/communities/{communityId}/ledger/cash-flow';
};

export type GetCashFlowErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetCashFlowError = GetCashFlowErrors[keyof GetCashFlowErrors];

export type GetCashFlowResponses = {
    /**
     * Default Response
     */
    200: CashFlow;
};

export type GetCashFlowResponse = GetCashFlowResponses[keyof GetCashFlowResponses];

export type ExportJournalData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        from?: string;
        to?: string;
        format?: 'hledger' | 'beancount' | 'csv' | 'parquet';
    };
    url: '/v1/communities/{communityId}/ledger/journal';
};

export type ExportJournalErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ExportJournalError = ExportJournalErrors[keyof ExportJournalErrors];

export type ExportJournalResponses = {
    /**
     * The books
     */
    200: string;
};

export type ExportJournalResponse = ExportJournalResponses[keyof ExportJournalResponses];

export type PreviewLedgerImportData = {
    body: {
        format: 'hledger' | 'beancount' | 'csv';
        /**
         * The file's text
         */
        content: string;
        options?: {
            /**
             * Commodities that are not ISO 4217 codes, and the currency that each is; the empty name is that of bare numbers
             */
            commodities?: {
                [key: string]: string;
            };
            /**
             * Account name, or its beginning up to a colon, and its type
             */
            types?: {
                [key: string]: 'USER' | 'GOAL' | 'ESCROW' | 'REVENUE' | 'EXPENSE' | 'CLEARING' | 'SUSPENSE' | 'RECEIVABLE' | 'ASSET' | 'LIABILITY' | 'EQUITY' | 'POSITION';
            };
            /**
             * Account name and its code, where the name's own would be another's too
             */
            codes?: {
                [key: string]: string;
            };
            decimalMark?: '.' | ',';
            /**
             * Which column means what, by their headings. Left out: the file is our own export
             */
            csv?: {
                delimiter?: ',' | ';' | '\t' | '|';
                date: string;
                dateFormat?: string;
                description?: string;
                reference?: string;
                /**
                 * Rows with the same value here are the lines of one transaction
                 */
                transaction?: string;
                account: {
                    column: string;
                } | {
                    value: string;
                };
                counterAccount?: {
                    column: string;
                } | {
                    value: string;
                };
                accountType?: string;
                accountName?: string;
                amount: {
                    column: string;
                    side?: string;
                    isCreditPositive?: boolean;
                } | {
                    debit: string;
                    credit: string;
                };
                currency: {
                    column: string;
                } | {
                    value: string;
                };
                label?: string;
                decimalMark?: '.' | ',';
                /**
                 * An apostrophe before a text is a guard against formulas, as in our own export
                 */
                isGuarded?: boolean;
            };
        };
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/imports/preview';
};

export type PreviewLedgerImportErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PreviewLedgerImportError = PreviewLedgerImportErrors[keyof PreviewLedgerImportErrors];

export type PreviewLedgerImportResponses = {
    /**
     * Default Response
     */
    200: ImportPreview;
};

export type PreviewLedgerImportResponse = PreviewLedgerImportResponses[keyof PreviewLedgerImportResponses];

export type ImportLedgerData = {
    body: {
        format: 'hledger' | 'beancount' | 'csv';
        /**
         * The file's text
         */
        content: string;
        options?: {
            /**
             * Commodities that are not ISO 4217 codes, and the currency that each is; the empty name is that of bare numbers
             */
            commodities?: {
                [key: string]: string;
            };
            /**
             * Account name, or its beginning up to a colon, and its type
             */
            types?: {
                [key: string]: 'USER' | 'GOAL' | 'ESCROW' | 'REVENUE' | 'EXPENSE' | 'CLEARING' | 'SUSPENSE' | 'RECEIVABLE' | 'ASSET' | 'LIABILITY' | 'EQUITY' | 'POSITION';
            };
            /**
             * Account name and its code, where the name's own would be another's too
             */
            codes?: {
                [key: string]: string;
            };
            decimalMark?: '.' | ',';
            /**
             * Which column means what, by their headings. Left out: the file is our own export
             */
            csv?: {
                delimiter?: ',' | ';' | '\t' | '|';
                date: string;
                dateFormat?: string;
                description?: string;
                reference?: string;
                /**
                 * Rows with the same value here are the lines of one transaction
                 */
                transaction?: string;
                account: {
                    column: string;
                } | {
                    value: string;
                };
                counterAccount?: {
                    column: string;
                } | {
                    value: string;
                };
                accountType?: string;
                accountName?: string;
                amount: {
                    column: string;
                    side?: string;
                    isCreditPositive?: boolean;
                } | {
                    debit: string;
                    credit: string;
                };
                currency: {
                    column: string;
                } | {
                    value: string;
                };
                label?: string;
                decimalMark?: '.' | ',';
                /**
                 * An apostrophe before a text is a guard against formulas, as in our own export
                 */
                isGuarded?: boolean;
            };
        };
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/imports';
};

export type ImportLedgerErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ImportLedgerError = ImportLedgerErrors[keyof ImportLedgerErrors];

export type ImportLedgerResponses = {
    /**
     * Default Response
     */
    201: {
        /**
         * Names the import as the source of its transactions
         */
        importId: string;
        transactions: number;
    };
};

export type ImportLedgerResponse = ImportLedgerResponses[keyof ImportLedgerResponses];

export type ListLedgerSealsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/ledger/seals';
};

export type ListLedgerSealsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListLedgerSealsError = ListLedgerSealsErrors[keyof ListLedgerSealsErrors];

export type ListLedgerSealsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<LedgerSeal>;
        next: string | null;
    };
};

export type ListLedgerSealsResponse = ListLedgerSealsResponses[keyof ListLedgerSealsResponses];

export type GetLatestLedgerSealData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/seals/latest';
};

export type GetLatestLedgerSealErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetLatestLedgerSealError = GetLatestLedgerSealErrors[keyof GetLatestLedgerSealErrors];

export type GetLatestLedgerSealResponses = {
    /**
     * Default Response
     */
    200: LedgerSeal;
};

export type GetLatestLedgerSealResponse = GetLatestLedgerSealResponses[keyof GetLatestLedgerSealResponses];

export type ListLedgerClosingsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/ledger/closings';
};

export type ListLedgerClosingsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListLedgerClosingsError = ListLedgerClosingsErrors[keyof ListLedgerClosingsErrors];

export type ListLedgerClosingsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<LedgerClosing>;
        next: string | null;
    };
};

export type ListLedgerClosingsResponse = ListLedgerClosingsResponses[keyof ListLedgerClosingsResponses];

export type CloseLedgerPeriodData = {
    body: {
        /**
         * The last day that is closed
         */
        through: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/closings';
};

export type CloseLedgerPeriodErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CloseLedgerPeriodError = CloseLedgerPeriodErrors[keyof CloseLedgerPeriodErrors];

export type CloseLedgerPeriodResponses = {
    /**
     * Default Response
     */
    201: LedgerClosing;
};

export type CloseLedgerPeriodResponse = CloseLedgerPeriodResponses[keyof CloseLedgerPeriodResponses];

export type ProveLedgerBalanceData = {
    body?: never;
    path: {
        communityId: string;
        through: string;
        accountId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/ledger/closings/{through}/accounts/{accountId}/proof';
};

export type ProveLedgerBalanceErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ProveLedgerBalanceError = ProveLedgerBalanceErrors[keyof ProveLedgerBalanceErrors];

export type ProveLedgerBalanceResponses = {
    /**
     * Default Response
     */
    200: LedgerBalanceProof;
};

export type ProveLedgerBalanceResponse = ProveLedgerBalanceResponses[keyof ProveLedgerBalanceResponses];

export type SignUpData = {
    body: {
        email: string;
        password: string;
        givenName: string;
        familyName: string;
        displayName?: string;
        username?: string;
        locale?: 'en' | 'sw' | 'id' | 'he';
        timeZone?: string;
        /**
         * Where to go on once signed in: a path of the application, which the mailed link carries
         */
        next?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/users';
};

export type SignUpErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type SignUpError = SignUpErrors[keyof SignUpErrors];

export type SignUpResponses = {
    /**
     * Default Response
     */
    201: User;
};

export type SignUpResponse = SignUpResponses[keyof SignUpResponses];

export type VerifyEmailData = {
    body: {
        token: string;
    };
    path?: never;
    query?: never;
    url: '/v1/email-verifications';
};

export type VerifyEmailErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type VerifyEmailError = VerifyEmailErrors[keyof VerifyEmailErrors];

export type VerifyEmailResponses = {
    /**
     * Default Response
     */
    200: ProvenEmail;
};

export type VerifyEmailResponse = VerifyEmailResponses[keyof VerifyEmailResponses];

export type RequestEmailVerificationData = {
    body: {
        email: string;
        /**
         * Where to go on once signed in: a path of the application, which the mailed link carries
         */
        next?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/email-verification-requests';
};

export type RequestEmailVerificationErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RequestEmailVerificationError = RequestEmailVerificationErrors[keyof RequestEmailVerificationErrors];

export type RequestEmailVerificationResponses = {
    /**
     * Default Response
     */
    202: Accepted;
};

export type RequestEmailVerificationResponse = RequestEmailVerificationResponses[keyof RequestEmailVerificationResponses];

export type RequestPasswordResetData = {
    body: {
        email: string;
        /**
         * Where to go on once signed in: a path of the application, which the mailed link carries
         */
        next?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/password-resets';
};

export type RequestPasswordResetErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RequestPasswordResetError = RequestPasswordResetErrors[keyof RequestPasswordResetErrors];

export type RequestPasswordResetResponses = {
    /**
     * Default Response
     */
    202: Accepted;
};

export type RequestPasswordResetResponse = RequestPasswordResetResponses[keyof RequestPasswordResetResponses];

export type ResetPasswordData = {
    body: {
        token: string;
        password: string;
    };
    path?: never;
    query?: never;
    url: '/v1/password-resets/confirmation';
};

export type ResetPasswordErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ResetPasswordError = ResetPasswordErrors[keyof ResetPasswordErrors];

export type ResetPasswordResponses = {
    /**
     * Default Response
     */
    200: ProvenEmail;
};

export type ResetPasswordResponse = ResetPasswordResponses[keyof ResetPasswordResponses];

export type ListSessionsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/sessions';
};

export type ListSessionsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListSessionsError = ListSessionsErrors[keyof ListSessionsErrors];

export type ListSessionsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Session>;
        next: null;
    };
};

export type ListSessionsResponse = ListSessionsResponses[keyof ListSessionsResponses];

export type SignInData = {
    body: {
        email: string;
        password: string;
        /**
         * Answer with a token in place of a cookie
         */
        bearer?: boolean;
    };
    path?: never;
    query?: never;
    url: '/v1/sessions';
};

export type SignInErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type SignInError = SignInErrors[keyof SignInErrors];

export type SignInResponses = {
    /**
     * Default Response
     */
    201: NewSession;
};

export type SignInResponse = SignInResponses[keyof SignInResponses];

export type SignOutData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/sessions/current';
};

export type SignOutErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type SignOutError = SignOutErrors[keyof SignOutErrors];

export type SignOutResponses = {
    /**
     * Done
     */
    204: void;
};

export type SignOutResponse = SignOutResponses[keyof SignOutResponses];

export type RevokeSessionData = {
    body?: never;
    path: {
        sessionId: string;
    };
    query?: never;
    url: '/v1/sessions/{sessionId}';
};

export type RevokeSessionErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RevokeSessionError = RevokeSessionErrors[keyof RevokeSessionErrors];

export type RevokeSessionResponses = {
    /**
     * Done
     */
    204: void;
};

export type RevokeSessionResponse = RevokeSessionResponses[keyof RevokeSessionResponses];

export type GetMeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/me';
};

export type GetMeErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetMeError = GetMeErrors[keyof GetMeErrors];

export type GetMeResponses = {
    /**
     * Default Response
     */
    200: User;
};

export type GetMeResponse = GetMeResponses[keyof GetMeResponses];

export type UpdateMeData = {
    body: {
        version: number;
        givenName?: string;
        familyName?: string;
        displayName?: string;
        username?: string | null;
        phone?: string | null;
        locale?: 'en' | 'sw' | 'id' | 'he';
        timeZone?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/me';
};

export type UpdateMeErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type UpdateMeError = UpdateMeErrors[keyof UpdateMeErrors];

export type UpdateMeResponses = {
    /**
     * Default Response
     */
    200: User;
};

export type UpdateMeResponse = UpdateMeResponses[keyof UpdateMeResponses];

export type CreateCommunityData = {
    body: {
        name: string;
        slug?: string;
        /**
         * What it uses Commonpurse for; none: the ledger alone
         */
        products: Array<'fundraising' | 'bills' | 'wallets' | 'water' | 'savings'>;
        currency: string;
        locale?: 'en' | 'sw' | 'id' | 'he';
        timeZone?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/communities';
};

export type CreateCommunityErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CreateCommunityError = CreateCommunityErrors[keyof CreateCommunityErrors];

export type CreateCommunityResponses = {
    /**
     * Default Response
     */
    201: Community;
};

export type CreateCommunityResponse = CreateCommunityResponses[keyof CreateCommunityResponses];

export type ListMyCommunitiesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/me/communities';
};

export type ListMyCommunitiesErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListMyCommunitiesError = ListMyCommunitiesErrors[keyof ListMyCommunitiesErrors];

export type ListMyCommunitiesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<MyCommunity>;
        next: null;
    };
};

export type ListMyCommunitiesResponse = ListMyCommunitiesResponses[keyof ListMyCommunitiesResponses];

export type GetCommunityData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}';
};

export type GetCommunityErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetCommunityError = GetCommunityErrors[keyof GetCommunityErrors];

export type GetCommunityResponses = {
    /**
     * Default Response
     */
    200: Community;
};

export type GetCommunityResponse = GetCommunityResponses[keyof GetCommunityResponses];

export type UpdateCommunityData = {
    body: {
        version: number;
        name?: string;
        slug?: string;
        /**
         * What it uses Commonpurse for; none: the ledger alone
         */
        products?: Array<'fundraising' | 'bills' | 'wallets' | 'water' | 'savings'>;
        locale?: 'en' | 'sw' | 'id' | 'he';
        timeZone?: string;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}';
};

export type UpdateCommunityErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type UpdateCommunityError = UpdateCommunityErrors[keyof UpdateCommunityErrors];

export type UpdateCommunityResponses = {
    /**
     * Default Response
     */
    200: Community;
};

export type UpdateCommunityResponse = UpdateCommunityResponses[keyof UpdateCommunityResponses];

export type ListMembersData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/members';
};

export type ListMembersErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListMembersError = ListMembersErrors[keyof ListMembersErrors];

export type ListMembersResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Membership>;
        next: string | null;
    };
};

export type ListMembersResponse = ListMembersResponses[keyof ListMembersResponses];

export type RemoveMemberData = {
    body?: never;
    path: {
        communityId: string;
        userId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/members/{userId}';
};

export type RemoveMemberErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RemoveMemberError = RemoveMemberErrors[keyof RemoveMemberErrors];

export type RemoveMemberResponses = {
    /**
     * Done
     */
    204: void;
};

export type RemoveMemberResponse = RemoveMemberResponses[keyof RemoveMemberResponses];

export type UpdateMemberData = {
    body: {
        version: number;
        roleIds?: Array<string>;
        overrides?: {
            allow: Array<string>;
            deny: Array<string>;
        };
    };
    path: {
        communityId: string;
        userId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/members/{userId}';
};

export type UpdateMemberErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type UpdateMemberError = UpdateMemberErrors[keyof UpdateMemberErrors];

export type UpdateMemberResponses = {
    /**
     * Default Response
     */
    200: Membership;
};

export type UpdateMemberResponse = UpdateMemberResponses[keyof UpdateMemberResponses];

export type ListRolesData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/roles';
};

export type ListRolesErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListRolesError = ListRolesErrors[keyof ListRolesErrors];

export type ListRolesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Role>;
        next: null;
    };
};

export type ListRolesResponse = ListRolesResponses[keyof ListRolesResponses];

export type CreateRoleData = {
    body: {
        name: string;
        description?: string;
        permissions: Array<string>;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/roles';
};

export type CreateRoleErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CreateRoleError = CreateRoleErrors[keyof CreateRoleErrors];

export type CreateRoleResponses = {
    /**
     * Default Response
     */
    201: Role;
};

export type CreateRoleResponse = CreateRoleResponses[keyof CreateRoleResponses];

export type ListPermissionsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/permissions';
};

export type ListPermissionsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListPermissionsError = ListPermissionsErrors[keyof ListPermissionsErrors];

export type ListPermissionsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            name: string;
            description: string;
        }>;
        /**
         * `*` for owners
         */
        own: Array<string>;
    };
};

export type ListPermissionsResponse = ListPermissionsResponses[keyof ListPermissionsResponses];

export type ListInvitationsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/invitations';
};

export type ListInvitationsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListInvitationsError = ListInvitationsErrors[keyof ListInvitationsErrors];

export type ListInvitationsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Invitation>;
        next: null;
    };
};

export type ListInvitationsResponse = ListInvitationsResponses[keyof ListInvitationsResponses];

export type CreateInvitationData = {
    body: {
        roleIds?: Array<string>;
        note?: string;
        maxUses?: number;
        days?: number;
        email?: string;
        locale?: 'en' | 'sw' | 'id' | 'he';
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/invitations';
};

export type CreateInvitationErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CreateInvitationError = CreateInvitationErrors[keyof CreateInvitationErrors];

export type CreateInvitationResponses = {
    /**
     * Default Response
     */
    201: NewInvitation;
};

export type CreateInvitationResponse = CreateInvitationResponses[keyof CreateInvitationResponses];

export type RevokeInvitationData = {
    body?: never;
    path: {
        communityId: string;
        invitationId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/invitations/{invitationId}';
};

export type RevokeInvitationErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RevokeInvitationError = RevokeInvitationErrors[keyof RevokeInvitationErrors];

export type RevokeInvitationResponses = {
    /**
     * Done
     */
    204: void;
};

export type RevokeInvitationResponse = RevokeInvitationResponses[keyof RevokeInvitationResponses];

export type GetInvitationData = {
    body?: never;
    path: {
        token: string;
    };
    query?: never;
    url: '/v1/invitations/{token}';
};

export type GetInvitationErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetInvitationError = GetInvitationErrors[keyof GetInvitationErrors];

export type GetInvitationResponses = {
    /**
     * Default Response
     */
    200: InvitationOffer;
};

export type GetInvitationResponse = GetInvitationResponses[keyof GetInvitationResponses];

export type AcceptInvitationData = {
    body?: never;
    path: {
        token: string;
    };
    query?: never;
    url: '/v1/invitations/{token}/acceptance';
};

export type AcceptInvitationErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type AcceptInvitationError = AcceptInvitationErrors[keyof AcceptInvitationErrors];

export type AcceptInvitationResponses = {
    /**
     * Default Response
     */
    201: Membership;
};

export type AcceptInvitationResponse = AcceptInvitationResponses[keyof AcceptInvitationResponses];

export type ListMyActivityData = {
    body?: never;
    path?: never;
    query?: {
        limit?: number;
        after?: string;
        /**
         * true: only what waits for you; false: only the rest
         */
        waiting?: boolean;
    };
    url: '/v1/me/activity';
};

export type ListMyActivityErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListMyActivityError = ListMyActivityErrors[keyof ListMyActivityErrors];

export type ListMyActivityResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<ActivityItem>;
        next: string | null;
    };
};

export type ListMyActivityResponse = ListMyActivityResponses[keyof ListMyActivityResponses];

export type FinishActivityData = {
    body?: never;
    path: {
        activityId: string;
    };
    query?: never;
    url: '/v1/me/activity/{activityId}/completion';
};

export type FinishActivityErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type FinishActivityError = FinishActivityErrors[keyof FinishActivityErrors];

export type FinishActivityResponses = {
    /**
     * Default Response
     */
    200: ActivityItem;
};

export type FinishActivityResponse = FinishActivityResponses[keyof FinishActivityResponses];

export type ListCommunityActivityData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/activity';
};

export type ListCommunityActivityErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListCommunityActivityError = ListCommunityActivityErrors[keyof ListCommunityActivityErrors];

export type ListCommunityActivityResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<CommunityActivityItem>;
        next: string | null;
    };
};

export type ListCommunityActivityResponse = ListCommunityActivityResponses[keyof ListCommunityActivityResponses];

export type ListProvidersData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/providers';
};

export type ListProvidersErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListProvidersError = ListProvidersErrors[keyof ListProvidersErrors];

export type ListProvidersResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Provider>;
        next: string | null;
    };
};

export type ListProvidersResponse = ListProvidersResponses[keyof ListProvidersResponses];

export type CreateProviderData = {
    body: {
        kind: 'paystack' | 'sandbox';
        name: string;
        /**
         * Never shown again
         */
        secretKey: string;
        webhookSecret?: string | null;
        baseUrl?: string;
        currencies: Array<string>;
        fees?: Array<{
            currency: string;
            /**
             * Hundredths of a per cent of the amount
             */
            bps: number;
            /**
             * Minor units
             */
            fixed: number;
            fixedFrom?: number | null;
            cap: number | null;
        }>;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/providers';
};

export type CreateProviderErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CreateProviderError = CreateProviderErrors[keyof CreateProviderErrors];

export type CreateProviderResponses = {
    /**
     * Default Response
     */
    201: Provider;
};

export type CreateProviderResponse = CreateProviderResponses[keyof CreateProviderResponses];

export type ListProviderKindsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/provider-kinds';
};

export type ListProviderKindsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListProviderKindsError = ListProviderKindsErrors[keyof ListProviderKindsErrors];

export type ListProviderKindsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<ProviderKind>;
    };
};

export type ListProviderKindsResponse = ListProviderKindsResponses[keyof ListProviderKindsResponses];

export type ChangeProviderData = {
    body: {
        version: number;
        name?: string;
        status?: 'active' | 'disabled';
        /**
         * Never shown again
         */
        secretKey?: string;
        webhookSecret?: string | null;
        baseUrl?: string;
        currencies?: Array<string>;
        fees?: Array<{
            currency: string;
            /**
             * Hundredths of a per cent of the amount
             */
            bps: number;
            /**
             * Minor units
             */
            fixed: number;
            fixedFrom?: number | null;
            cap: number | null;
        }>;
    };
    path: {
        communityId: string;
        providerId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/providers/{providerId}';
};

export type ChangeProviderErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ChangeProviderError = ChangeProviderErrors[keyof ChangeProviderErrors];

export type ChangeProviderResponses = {
    /**
     * Default Response
     */
    200: Provider;
};

export type ChangeProviderResponse = ChangeProviderResponses[keyof ChangeProviderResponses];

export type ListPaymentsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'preparing' | 'pending' | 'succeeded' | 'failed' | 'expired' | 'reversed';
        purposeKind?: string;
        purposeId?: string;
        subjectId?: string;
        userId?: string;
    };
    url: '/v1/communities/{communityId}/payments';
};

export type ListPaymentsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListPaymentsError = ListPaymentsErrors[keyof ListPaymentsErrors];

export type ListPaymentsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Payment>;
        next: string | null;
    };
};

export type ListPaymentsResponse = ListPaymentsResponses[keyof ListPaymentsResponses];

export type GetPaymentData = {
    body?: never;
    path: {
        communityId: string;
        paymentId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/payments/{paymentId}';
};

export type GetPaymentErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetPaymentError = GetPaymentErrors[keyof GetPaymentErrors];

export type GetPaymentResponses = {
    /**
     * Default Response
     */
    200: Payment;
};

export type GetPaymentResponse = GetPaymentResponses[keyof GetPaymentResponses];

export type ListRefundsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'preparing' | 'pending' | 'needs_attention' | 'processed' | 'failed';
        paymentId?: string;
    };
    url: '/v1/communities/{communityId}/refunds';
};

export type ListRefundsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListRefundsError = ListRefundsErrors[keyof ListRefundsErrors];

export type ListRefundsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Refund>;
        next: string | null;
    };
};

export type ListRefundsResponse = ListRefundsResponses[keyof ListRefundsResponses];

export type ListPayoutsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'preparing' | 'pending' | 'needs_attention' | 'succeeded' | 'failed' | 'reversed';
        purposeKind?: string;
        purposeId?: string;
        subjectId?: string;
    };
    url: '/v1/communities/{communityId}/payouts';
};

export type ListPayoutsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListPayoutsError = ListPayoutsErrors[keyof ListPayoutsErrors];

export type ListPayoutsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Payout>;
        next: string | null;
    };
};

export type ListPayoutsResponse = ListPayoutsResponses[keyof ListPayoutsResponses];

export type ListWebhookEventsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'received' | 'processed' | 'ignored' | 'failed' | 'rejected';
        providerId?: string;
    };
    url: '/v1/communities/{communityId}/webhook-events';
};

export type ListWebhookEventsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListWebhookEventsError = ListWebhookEventsErrors[keyof ListWebhookEventsErrors];

export type ListWebhookEventsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<WebhookEvent>;
        next: string | null;
    };
};

export type ListWebhookEventsResponse = ListWebhookEventsResponses[keyof ListWebhookEventsResponses];

export type GetWebhookEventData = {
    body?: never;
    path: {
        communityId: string;
        webhookEventId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/webhook-events/{webhookEventId}';
};

export type GetWebhookEventErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetWebhookEventError = GetWebhookEventErrors[keyof GetWebhookEventErrors];

export type GetWebhookEventResponses = {
    /**
     * Default Response
     */
    200: WebhookEventWithBody;
};

export type GetWebhookEventResponse = GetWebhookEventResponses[keyof GetWebhookEventResponses];

export type ReprocessWebhookEventData = {
    body?: never;
    path: {
        communityId: string;
        webhookEventId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/webhook-events/{webhookEventId}/processing';
};

export type ReprocessWebhookEventErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ReprocessWebhookEventError = ReprocessWebhookEventErrors[keyof ReprocessWebhookEventErrors];

export type ReprocessWebhookEventResponses = {
    /**
     * Default Response
     */
    202: WebhookEvent;
};

export type ReprocessWebhookEventResponse = ReprocessWebhookEventResponses[keyof ReprocessWebhookEventResponses];

export type ListUnmatchedMoneyData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'open' | 'resolved';
        reason?: string;
    };
    url: '/v1/communities/{communityId}/unmatched-money';
};

export type ListUnmatchedMoneyErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListUnmatchedMoneyError = ListUnmatchedMoneyErrors[keyof ListUnmatchedMoneyErrors];

export type ListUnmatchedMoneyResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<UnmatchedMoney>;
        next: string | null;
    };
};

export type ListUnmatchedMoneyResponse = ListUnmatchedMoneyResponses[keyof ListUnmatchedMoneyResponses];

export type GetUnmatchedMoneyData = {
    body?: never;
    path: {
        communityId: string;
        unmatchedId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/unmatched-money/{unmatchedId}';
};

export type GetUnmatchedMoneyErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetUnmatchedMoneyError = GetUnmatchedMoneyErrors[keyof GetUnmatchedMoneyErrors];

export type GetUnmatchedMoneyResponses = {
    /**
     * Default Response
     */
    200: UnmatchedMoney;
};

export type GetUnmatchedMoneyResponse = GetUnmatchedMoneyResponses[keyof GetUnmatchedMoneyResponses];

export type ResolveUnmatchedMoneyData = {
    body: {
        resolution: 'returned' | 'recovered' | 'written_off' | 'closed';
        /**
         * Why: kept with the row for whoever asks later
         */
        note: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        unmatchedId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/unmatched-money/{unmatchedId}/resolution';
};

export type ResolveUnmatchedMoneyErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ResolveUnmatchedMoneyError = ResolveUnmatchedMoneyErrors[keyof ResolveUnmatchedMoneyErrors];

export type ResolveUnmatchedMoneyResponses = {
    /**
     * Default Response
     */
    200: UnmatchedMoney;
};

export type ResolveUnmatchedMoneyResponse = ResolveUnmatchedMoneyResponses[keyof ResolveUnmatchedMoneyResponses];

export type ListGoalsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'draft' | 'open' | 'deciding' | 'funded' | 'failed' | 'cancelled' | 'releasing' | 'withdrawn' | 'proven';
        ownerId?: string;
        /**
         * Part of the title
         */
        q?: string;
    };
    url: '/v1/communities/{communityId}/goals';
};

export type ListGoalsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListGoalsError = ListGoalsErrors[keyof ListGoalsErrors];

export type ListGoalsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Goal>;
        next: string | null;
    };
};

export type ListGoalsResponse = ListGoalsResponses[keyof ListGoalsResponses];

export type CreateGoalData = {
    body: {
        title: string;
        description: string;
        photoId?: string | null;
        targetAmount: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
        deadline: string;
        terms?: {
            mode?: 'all_or_nothing' | 'keep_what_comes';
            stretchAmount?: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            } | null;
            surplus?: 'pro_rata' | 'last_milestone';
            vote?: {
                windowHours?: number;
                /**
                 * Hundredths of a per cent
                 */
                quorumBps?: number;
                /**
                 * Hundredths of a per cent; a tie is a no
                 */
                thresholdBps?: number;
                weight?: 'head' | 'amount';
                /**
                 * What a silent voter counts as, once the quorum is there
                 */
                silence?: 'abstain' | 'yes' | 'no';
            };
            feesBorneBy?: 'goal' | 'giver';
            /**
             * Hundredths of a per cent
             */
            platformFeeBps?: number;
            providerFee?: {
                /**
                 * Hundredths of a per cent
                 */
                bps: number;
                flat: {
                    amount: number;
                    currency: string;
                };
                flatFrom?: {
                    /**
                     * Minor units
                     */
                    amount: number;
                    currency: string;
                } | null;
                cap: {
                    /**
                     * Minor units
                     */
                    amount: number;
                    currency: string;
                } | null;
            };
            refundFeeBorneBy?: 'platform' | 'giver';
            choiceDays?: number;
            minGift?: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            };
            maxGift?: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            } | null;
        };
        /**
         * In the order of release; the amounts make up the target
         */
        milestones: Array<{
            title: string;
            description?: string;
            amount: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            };
        }>;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals';
};

export type CreateGoalErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CreateGoalError = CreateGoalErrors[keyof CreateGoalErrors];

export type CreateGoalResponses = {
    /**
     * Default Response
     */
    201: Goal;
};

export type CreateGoalResponse = CreateGoalResponses[keyof CreateGoalResponses];

export type GetGoalData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}';
};

export type GetGoalErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetGoalError = GetGoalErrors[keyof GetGoalErrors];

export type GetGoalResponses = {
    /**
     * Default Response
     */
    200: Goal;
};

export type GetGoalResponse = GetGoalResponses[keyof GetGoalResponses];

export type UpdateGoalData = {
    body: {
        version: number;
        title?: string;
        description?: string;
        photoId?: string | null;
        targetAmount?: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
        deadline?: string;
        terms?: {
            mode?: 'all_or_nothing' | 'keep_what_comes';
            stretchAmount?: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            } | null;
            surplus?: 'pro_rata' | 'last_milestone';
            vote?: {
                windowHours?: number;
                /**
                 * Hundredths of a per cent
                 */
                quorumBps?: number;
                /**
                 * Hundredths of a per cent; a tie is a no
                 */
                thresholdBps?: number;
                weight?: 'head' | 'amount';
                /**
                 * What a silent voter counts as, once the quorum is there
                 */
                silence?: 'abstain' | 'yes' | 'no';
            };
            feesBorneBy?: 'goal' | 'giver';
            /**
             * Hundredths of a per cent
             */
            platformFeeBps?: number;
            providerFee?: {
                /**
                 * Hundredths of a per cent
                 */
                bps: number;
                flat: {
                    amount: number;
                    currency: string;
                };
                flatFrom?: {
                    /**
                     * Minor units
                     */
                    amount: number;
                    currency: string;
                } | null;
                cap: {
                    /**
                     * Minor units
                     */
                    amount: number;
                    currency: string;
                } | null;
            };
            refundFeeBorneBy?: 'platform' | 'giver';
            choiceDays?: number;
            minGift?: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            };
            maxGift?: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            } | null;
        };
        /**
         * In the order of release; the amounts make up the target
         */
        milestones?: Array<{
            title: string;
            description?: string;
            amount: {
                /**
                 * Minor units
                 */
                amount: number;
                currency: string;
            };
        }>;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}';
};

export type UpdateGoalErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type UpdateGoalError = UpdateGoalErrors[keyof UpdateGoalErrors];

export type UpdateGoalResponses = {
    /**
     * Default Response
     */
    200: Goal;
};

export type UpdateGoalResponse = UpdateGoalResponses[keyof UpdateGoalResponses];

export type ListGoalProvidersData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/providers';
};

export type ListGoalProvidersErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListGoalProvidersError = ListGoalProvidersErrors[keyof ListGoalProvidersErrors];

export type ListGoalProvidersResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<GoalProvider>;
    };
};

export type ListGoalProvidersResponse = ListGoalProvidersResponses[keyof ListGoalProvidersResponses];

export type PublishGoalData = {
    body: {
        version?: number;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/publication';
};

export type PublishGoalErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PublishGoalError = PublishGoalErrors[keyof PublishGoalErrors];

export type PublishGoalResponses = {
    /**
     * Default Response
     */
    200: Goal;
};

export type PublishGoalResponse = PublishGoalResponses[keyof PublishGoalResponses];

export type CancelGoalData = {
    body: {
        reason?: string;
        version?: number;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/cancellation';
};

export type CancelGoalErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CancelGoalError = CancelGoalErrors[keyof CancelGoalErrors];

export type CancelGoalResponses = {
    /**
     * Default Response
     */
    200: Goal;
};

export type CancelGoalResponse = CancelGoalResponses[keyof CancelGoalResponses];

export type ListGiftsData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'pending' | 'succeeded' | 'failed' | 'refunding' | 'refunded' | 'unclaimed' | 'moved' | 'disputed' | 'reversed';
        /**
         * Only one's own
         */
        mine?: boolean;
    };
    url: '/v1/communities/{communityId}/goals/{goalId}/gifts';
};

export type ListGiftsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListGiftsError = ListGiftsErrors[keyof ListGiftsErrors];

export type ListGiftsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Contribution>;
        next: string | null;
    };
};

export type ListGiftsResponse = ListGiftsResponses[keyof ListGiftsResponses];

export type GiveGiftData = {
    body: {
        id?: string;
        amount: {
            /**
             * Minor units
             */
            amount: number;
            currency: string;
        };
        /**
         * For a guest
         */
        email?: string;
        publicName?: string | null;
        message?: string | null;
        isAnonymous?: boolean;
        locale?: string;
        providerId?: string;
        /**
         * The goal's, as the giver read it: with it the gift is refused when the terms have changed since
         */
        termsDigest?: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/gifts';
};

export type GiveGiftErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GiveGiftError = GiveGiftErrors[keyof GiveGiftErrors];

export type GiveGiftResponses = {
    /**
     * A gift
     */
    201: Contribution;
};

export type GiveGiftResponse = GiveGiftResponses[keyof GiveGiftResponses];

export type ListCommunityGiftsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'pending' | 'succeeded' | 'failed' | 'refunding' | 'refunded' | 'unclaimed' | 'moved' | 'disputed' | 'reversed';
        /**
         * Only one's own
         */
        mine?: boolean;
    };
    url: '/v1/communities/{communityId}/gifts';
};

export type ListCommunityGiftsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListCommunityGiftsError = ListCommunityGiftsErrors[keyof ListCommunityGiftsErrors];

export type ListCommunityGiftsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Contribution>;
        next: string | null;
    };
};

export type ListCommunityGiftsResponse = ListCommunityGiftsResponses[keyof ListCommunityGiftsResponses];

export type GetGiftData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
        giftId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}';
};

export type GetGiftErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetGiftError = GetGiftErrors[keyof GetGiftErrors];

export type GetGiftResponses = {
    /**
     * A gift
     */
    200: Contribution;
};

export type GetGiftResponse = GetGiftResponses[keyof GetGiftResponses];

export type QuoteGiftData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query: {
        /**
         * Minor units
         */
        amount: number;
        currency: string;
    };
    url: '/v1/communities/{communityId}/goals/{goalId}/gift-quote';
};

export type QuoteGiftErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type QuoteGiftError = QuoteGiftErrors[keyof QuoteGiftErrors];

export type QuoteGiftResponses = {
    /**
     * What a gift costs its giver and brings the goal; the provider's fee is an estimate
     */
    200: GiftQuote;
};

export type QuoteGiftResponse = QuoteGiftResponses[keyof QuoteGiftResponses];

export type QuoteRefundData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
        giftId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/refund-quote';
};

export type QuoteRefundErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type QuoteRefundError = QuoteRefundErrors[keyof QuoteRefundErrors];

export type QuoteRefundResponses = {
    /**
     * Default Response
     */
    200: RefundQuote;
};

export type QuoteRefundResponse = QuoteRefundResponses[keyof QuoteRefundResponses];

export type RefundGiftData = {
    body?: never;
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        goalId: string;
        giftId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/refund';
};

export type RefundGiftErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RefundGiftError = RefundGiftErrors[keyof RefundGiftErrors];

export type RefundGiftResponses = {
    /**
     * A gift
     */
    200: Contribution;
};

export type RefundGiftResponse = RefundGiftResponses[keyof RefundGiftResponses];

export type ChooseForGiftData = {
    body: {
        choice: 'refund' | 'move';
        goalId?: string;
        /**
         * Of the link in the giver's mail
         */
        token?: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        goalId: string;
        giftId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/choice';
};

export type ChooseForGiftErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ChooseForGiftError = ChooseForGiftErrors[keyof ChooseForGiftErrors];

export type ChooseForGiftResponses = {
    /**
     * A gift
     */
    200: Contribution;
};

export type ChooseForGiftResponse = ChooseForGiftResponses[keyof ChooseForGiftResponses];

export type ListProofsData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'submitted' | 'voting' | 'awaiting_operator' | 'approved' | 'rejected' | 'withdrawn';
    };
    url: '/v1/communities/{communityId}/goals/{goalId}/proofs';
};

export type ListProofsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListProofsError = ListProofsErrors[keyof ListProofsErrors];

export type ListProofsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Proof>;
        next: string | null;
    };
};

export type ListProofsResponse = ListProofsResponses[keyof ListProofsResponses];

export type SubmitProofData = {
    body: {
        title: string;
        description: string;
        mediaIds?: Array<string>;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/proofs';
};

export type SubmitProofErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type SubmitProofError = SubmitProofErrors[keyof SubmitProofErrors];

export type SubmitProofResponses = {
    /**
     * `outcome` is told after the vote, so that nobody votes with the crowd
     */
    201: Proof;
};

export type SubmitProofResponse = SubmitProofResponses[keyof SubmitProofResponses];

export type GetProofData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
        proofId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}';
};

export type GetProofErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetProofError = GetProofErrors[keyof GetProofErrors];

export type GetProofResponses = {
    /**
     * `outcome` is told after the vote, so that nobody votes with the crowd
     */
    200: Proof;
};

export type GetProofResponse = GetProofResponses[keyof GetProofResponses];

export type CastVoteData = {
    body: {
        isApproved: boolean;
        comment?: string | null;
        /**
         * Of the link in the voter's mail
         */
        token?: string;
    };
    path: {
        communityId: string;
        goalId: string;
        proofId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/vote';
};

export type CastVoteErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type CastVoteError = CastVoteErrors[keyof CastVoteErrors];

export type CastVoteResponses = {
    /**
     * Default Response
     */
    200: Vote;
};

export type CastVoteResponse = CastVoteResponses[keyof CastVoteResponses];

export type ListVotesData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
        proofId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/votes';
};

export type ListVotesErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListVotesError = ListVotesErrors[keyof ListVotesErrors];

export type ListVotesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Vote>;
        next: string | null;
    };
};

export type ListVotesResponse = ListVotesResponses[keyof ListVotesResponses];

export type DecideProofData = {
    body: {
        isApproved: boolean;
    };
    path: {
        communityId: string;
        goalId: string;
        proofId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/decision';
};

export type DecideProofErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type DecideProofError = DecideProofErrors[keyof DecideProofErrors];

export type DecideProofResponses = {
    /**
     * `outcome` is told after the vote, so that nobody votes with the crowd
     */
    200: Proof;
};

export type DecideProofResponse = DecideProofResponses[keyof DecideProofResponses];

export type ReleaseMilestoneData = {
    body?: never;
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        goalId: string;
        milestoneId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/milestones/{milestoneId}/release';
};

export type ReleaseMilestoneErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ReleaseMilestoneError = ReleaseMilestoneErrors[keyof ReleaseMilestoneErrors];

export type ReleaseMilestoneResponses = {
    /**
     * Default Response
     */
    200: GoalMilestone;
};

export type ReleaseMilestoneResponse = ReleaseMilestoneResponses[keyof ReleaseMilestoneResponses];

export type GetGoalMoneyData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/money';
};

export type GetGoalMoneyErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetGoalMoneyError = GetGoalMoneyErrors[keyof GetGoalMoneyErrors];

export type GetGoalMoneyResponses = {
    /**
     * Where the money is
     */
    200: GoalMoney;
};

export type GetGoalMoneyResponse = GetGoalMoneyResponses[keyof GetGoalMoneyResponses];

export type ListMilestonePayoutsData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/goals/{goalId}/payouts';
};

export type ListMilestonePayoutsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListMilestonePayoutsError = ListMilestonePayoutsErrors[keyof ListMilestonePayoutsErrors];

export type ListMilestonePayoutsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<MilestonePayout>;
        next: string | null;
    };
};

export type ListMilestonePayoutsResponse = ListMilestonePayoutsResponses[keyof ListMilestonePayoutsResponses];

export type RequestPayoutData = {
    body: {
        milestoneId: string;
        destination: {
            name: string;
            accountNumber: string;
            bankCode: string;
        };
        providerId?: string;
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/payouts';
};

export type RequestPayoutErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type RequestPayoutError = RequestPayoutErrors[keyof RequestPayoutErrors];

export type RequestPayoutResponses = {
    /**
     * Default Response
     */
    201: MilestonePayout;
};

export type RequestPayoutResponse = RequestPayoutResponses[keyof RequestPayoutResponses];

export type ListGoalUpdatesData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: {
        limit?: number;
        after?: string;
    };
    url: '/v1/communities/{communityId}/goals/{goalId}/updates';
};

export type ListGoalUpdatesErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListGoalUpdatesError = ListGoalUpdatesErrors[keyof ListGoalUpdatesErrors];

export type ListGoalUpdatesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<GoalUpdate>;
        next: string | null;
    };
};

export type ListGoalUpdatesResponse = ListGoalUpdatesResponses[keyof ListGoalUpdatesResponses];

export type PostGoalUpdateData = {
    body: {
        title: string;
        body: string;
        photoId?: string | null;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/updates';
};

export type PostGoalUpdateErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PostGoalUpdateError = PostGoalUpdateErrors[keyof PostGoalUpdateErrors];

export type PostGoalUpdateResponses = {
    /**
     * Default Response
     */
    201: GoalUpdate;
};

export type PostGoalUpdateResponse = PostGoalUpdateResponses[keyof PostGoalUpdateResponses];

export type ListCommentsData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: {
        limit?: number;
        after?: string;
        status?: 'held' | 'shown';
    };
    url: '/v1/communities/{communityId}/goals/{goalId}/comments';
};

export type ListCommentsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ListCommentsError = ListCommentsErrors[keyof ListCommentsErrors];

export type ListCommentsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Comment>;
        next: string | null;
    };
};

export type ListCommentsResponse = ListCommentsResponses[keyof ListCommentsResponses];

export type PostCommentData = {
    body: {
        body: string;
        publicName?: string | null;
    };
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/comments';
};

export type PostCommentErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PostCommentError = PostCommentErrors[keyof PostCommentErrors];

export type PostCommentResponses = {
    /**
     * Default Response
     */
    201: Comment;
};

export type PostCommentResponse = PostCommentResponses[keyof PostCommentResponses];

export type ApproveCommentData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
        commentId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/comments/{commentId}/approval';
};

export type ApproveCommentErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ApproveCommentError = ApproveCommentErrors[keyof ApproveCommentErrors];

export type ApproveCommentResponses = {
    /**
     * Default Response
     */
    200: Comment;
};

export type ApproveCommentResponse = ApproveCommentResponses[keyof ApproveCommentResponses];

export type ReportCommentData = {
    body: {
        reason: string;
    };
    path: {
        communityId: string;
        goalId: string;
        commentId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/comments/{commentId}/reports';
};

export type ReportCommentErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ReportCommentError = ReportCommentErrors[keyof ReportCommentErrors];

export type ReportCommentResponses = {
    /**
     * Default Response
     */
    202: {
        accepted: boolean;
    };
};

export type ReportCommentResponse = ReportCommentResponses[keyof ReportCommentResponses];

export type DeleteCommentData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
        commentId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/comments/{commentId}';
};

export type DeleteCommentErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type DeleteCommentError = DeleteCommentErrors[keyof DeleteCommentErrors];

export type DeleteCommentResponses = {
    /**
     * Done
     */
    204: void;
};

export type DeleteCommentResponse = DeleteCommentResponses[keyof DeleteCommentResponses];

export type SearchCommunityData = {
    body?: never;
    path: {
        communityId: string;
    };
    query: {
        q: string;
    };
    url: '/v1/communities/{communityId}/search';
};

export type SearchCommunityErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type SearchCommunityError = SearchCommunityErrors[keyof SearchCommunityErrors];

export type SearchCommunityResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<SearchHit>;
    };
};

export type SearchCommunityResponse = SearchCommunityResponses[keyof SearchCommunityResponses];

export type FollowEventsData = {
    body?: never;
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/events';
};

export type FollowEventsResponses = {
    /**
     * Default Response
     */
    200: unknown;
};

export type PostLedgerTransactionsData = {
    body: {
        entries: Array<{
            accountId?: string;
            account?: string;
            entryType: 'DEBIT' | 'CREDIT';
            /**
             * Minor units
             */
            amount: number;
            currency: string;
            /**
             * What the entry is; default: the kind
             */
            label?: string;
        }>;
        /**
         * The business event; default: `transfer`
         */
        kind?: string;
        /**
         * Yours: posted once for ever in this community
         */
        reference?: string;
        description?: string;
        /**
         * The day that counts; default: today in UTC. Refused in a closed period
         */
        effectiveDate?: string;
        /**
         * Of your own: shown and searched, never interpreted
         */
        metadata?: {
            [key: string]: string | number | boolean | null;
        };
    };
    headers?: {
        /**
         * Made by the caller; the same key and body give the same answer for 24 hours.
         */
        'idempotency-key'?: string;
    };
    path: {
        communityId: string;
    };
    query?: {
        /**
         * Post all lines or none; at most 2000 lines. Default: each line for itself
         */
        allOrNothing?: boolean;
    };
    url: '/v1/communities/{communityId}/ledger/transactions/bulk';
};

export type PostLedgerTransactionsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type PostLedgerTransactionsError = PostLedgerTransactionsErrors[keyof PostLedgerTransactionsErrors];

export type PostLedgerTransactionsResponses = {
    /**
     * A line for each
     */
    200: {
        /**
         * Of the line, from 0; empty lines count
         */
        index?: number;
        status?: 'posted' | 'refused' | 'failed' | 'broken_off';
        /**
         * Why it was refused
         */
        code?: string;
        detail?: string;
        /**
         * The field to blame
         */
        pointer?: string;
        /**
         * Of the transaction
         */
        id?: string;
    };
};

export type PostLedgerTransactionsResponse = PostLedgerTransactionsResponses[keyof PostLedgerTransactionsResponses];

export type ReceiveWebhookData = {
    body: Blob | File;
    path: {
        providerId: string;
    };
    query?: never;
    url: '/v1/hooks/{providerId}';
};

export type ReceiveWebhookErrors = {
    /**
     * No such provider, or no valid signature
     */
    '4XX': {
        [key: string]: unknown;
    };
};

export type ReceiveWebhookError = ReceiveWebhookErrors[keyof ReceiveWebhookErrors];

export type ReceiveWebhookResponses = {
    /**
     * Default Response
     */
    200: {
        received?: boolean;
    };
};

export type ReceiveWebhookResponse = ReceiveWebhookResponses[keyof ReceiveWebhookResponses];

export type UploadMediaData = {
    body: {
        file: Blob | File;
    };
    path: {
        communityId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/media';
};

export type UploadMediaErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type UploadMediaError = UploadMediaErrors[keyof UploadMediaErrors];

export type UploadMediaResponses = {
    /**
     * Default Response
     */
    201: {
        id: string;
        url: string;
        contentType: 'image/webp' | 'application/pdf';
        width: number | null;
        height: number | null;
        byteCount: number;
    };
};

export type UploadMediaResponse = UploadMediaResponses[keyof UploadMediaResponses];

export type GetMediaData = {
    body?: never;
    path: {
        communityId: string;
        mediaId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/media/{mediaId}';
};

export type GetMediaErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type GetMediaError = GetMediaErrors[keyof GetMediaErrors];

export type GetMediaResponses = {
    /**
     * The file
     */
    200: Blob | File;
};

export type GetMediaResponse = GetMediaResponses[keyof GetMediaResponses];

export type ExportGiftsData = {
    body?: never;
    path: {
        communityId: string;
        goalId: string;
    };
    query?: never;
    url: '/v1/communities/{communityId}/goals/{goalId}/gifts.csv';
};

export type ExportGiftsErrors = {
    /**
     * Default Response
     */
    '4XX': Problem;
    /**
     * Default Response
     */
    '5XX': Problem;
};

export type ExportGiftsError = ExportGiftsErrors[keyof ExportGiftsErrors];

export type ExportGiftsResponses = {
    /**
     * The table
     */
    200: string;
};

export type ExportGiftsResponse = ExportGiftsResponses[keyof ExportGiftsResponses];
