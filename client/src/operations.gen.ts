// Generated from openapi.json by `npm run generate`.
import type {
  AcceptInvitationData,
  AcceptInvitationResponse,
  ApproveCommentData,
  ApproveCommentResponse,
  CancelGoalData,
  CancelGoalResponse,
  CaptureLedgerHoldData,
  CaptureLedgerHoldResponse,
  CastVoteData,
  CastVoteResponse,
  ChangeLedgerAccountData,
  ChangeLedgerAccountResponse,
  ChangeProviderData,
  ChangeProviderResponse,
  ChooseForGiftData,
  ChooseForGiftResponse,
  CloseLedgerAccountData,
  CloseLedgerAccountResponse,
  CloseLedgerPeriodData,
  CloseLedgerPeriodResponse,
  CreateCommunityData,
  CreateCommunityResponse,
  CreateGoalData,
  CreateGoalResponse,
  CreateInvitationData,
  CreateInvitationResponse,
  CreateProviderData,
  CreateProviderResponse,
  CreateRoleData,
  CreateRoleResponse,
  DecideProofData,
  DecideProofResponse,
  DeleteCommentData,
  DeleteCommentResponse,
  ExportGiftsData,
  ExportGiftsResponse,
  ExportJournalData,
  ExportJournalResponse,
  FinishActivityData,
  FinishActivityResponse,
  FollowEventsData,
  GetCashFlowData,
  GetCashFlowResponse,
  GetCommunityData,
  GetCommunityResponse,
  GetGeneralLedgerData,
  GetGeneralLedgerResponse,
  GetGiftData,
  GetGiftResponse,
  GetGoalData,
  GetGoalMoneyData,
  GetGoalMoneyResponse,
  GetGoalResponse,
  GetInvitationData,
  GetInvitationResponse,
  GetLatestLedgerSealData,
  GetLatestLedgerSealResponse,
  GetLedgerAccountData,
  GetLedgerAccountResponse,
  GetLedgerAccountTreeData,
  GetLedgerAccountTreeResponse,
  GetLedgerHoldData,
  GetLedgerHoldResponse,
  GetLedgerTransactionData,
  GetLedgerTransactionResponse,
  GetMeData,
  GetMeResponse,
  GetMediaData,
  GetMediaResponse,
  GetPaymentData,
  GetPaymentResponse,
  GetProofData,
  GetProofResponse,
  GetTrialBalanceData,
  GetTrialBalanceResponse,
  GetUnmatchedMoneyData,
  GetUnmatchedMoneyResponse,
  GetWebhookEventData,
  GetWebhookEventResponse,
  GiveGiftData,
  GiveGiftResponse,
  ImportLedgerData,
  ImportLedgerResponse,
  ListCommentsData,
  ListCommentsResponse,
  ListCommunityActivityData,
  ListCommunityActivityResponse,
  ListCommunityGiftsData,
  ListCommunityGiftsResponse,
  ListGiftsData,
  ListGiftsResponse,
  ListGoalProvidersData,
  ListGoalProvidersResponse,
  ListGoalUpdatesData,
  ListGoalUpdatesResponse,
  ListGoalsData,
  ListGoalsResponse,
  ListInvitationsData,
  ListInvitationsResponse,
  ListLedgerAccountsData,
  ListLedgerAccountsResponse,
  ListLedgerClosingsData,
  ListLedgerClosingsResponse,
  ListLedgerEntriesData,
  ListLedgerEntriesResponse,
  ListLedgerHoldsData,
  ListLedgerHoldsResponse,
  ListLedgerSealsData,
  ListLedgerSealsResponse,
  ListLedgerTransactionsData,
  ListLedgerTransactionsResponse,
  ListMembersData,
  ListMembersResponse,
  ListMilestonePayoutsData,
  ListMilestonePayoutsResponse,
  ListMyActivityData,
  ListMyActivityResponse,
  ListMyCommunitiesData,
  ListMyCommunitiesResponse,
  ListPaymentsData,
  ListPaymentsResponse,
  ListPayoutsData,
  ListPayoutsResponse,
  ListPermissionsData,
  ListPermissionsResponse,
  ListProofsData,
  ListProofsResponse,
  ListProviderKindsData,
  ListProviderKindsResponse,
  ListProvidersData,
  ListProvidersResponse,
  ListRefundsData,
  ListRefundsResponse,
  ListRolesData,
  ListRolesResponse,
  ListSessionsData,
  ListSessionsResponse,
  ListUnmatchedMoneyData,
  ListUnmatchedMoneyResponse,
  ListVotesData,
  ListVotesResponse,
  ListWebhookEventsData,
  ListWebhookEventsResponse,
  OpenLedgerAccountData,
  OpenLedgerAccountResponse,
  PlaceLedgerHoldData,
  PlaceLedgerHoldResponse,
  PostCommentData,
  PostCommentResponse,
  PostGoalUpdateData,
  PostGoalUpdateResponse,
  PostLedgerExchangeData,
  PostLedgerExchangeResponse,
  PostLedgerTransactionData,
  PostLedgerTransactionResponse,
  PostLedgerTransactionsData,
  PostLedgerTransactionsResponse,
  PreviewLedgerImportData,
  PreviewLedgerImportResponse,
  ProveLedgerBalanceData,
  ProveLedgerBalanceResponse,
  PublishGoalData,
  PublishGoalResponse,
  QuoteGiftData,
  QuoteGiftResponse,
  QuoteRefundData,
  QuoteRefundResponse,
  ReadLedgerBalancesData,
  ReadLedgerBalancesResponse,
  ReceiveWebhookData,
  ReceiveWebhookResponse,
  RefundGiftData,
  RefundGiftResponse,
  ReleaseLedgerHoldData,
  ReleaseLedgerHoldResponse,
  ReleaseMilestoneData,
  ReleaseMilestoneResponse,
  RemoveMemberData,
  RemoveMemberResponse,
  ReopenLedgerAccountData,
  ReopenLedgerAccountResponse,
  ReportCommentData,
  ReportCommentResponse,
  ReprocessWebhookEventData,
  ReprocessWebhookEventResponse,
  RequestEmailVerificationData,
  RequestEmailVerificationResponse,
  RequestPasswordResetData,
  RequestPasswordResetResponse,
  RequestPayoutData,
  RequestPayoutResponse,
  ResetPasswordData,
  ResetPasswordResponse,
  ResolveUnmatchedMoneyData,
  ResolveUnmatchedMoneyResponse,
  RevalueLedgerPositionsData,
  RevalueLedgerPositionsResponse,
  ReverseLedgerTransactionData,
  ReverseLedgerTransactionResponse,
  RevokeInvitationData,
  RevokeInvitationResponse,
  RevokeSessionData,
  RevokeSessionResponse,
  SearchCommunityData,
  SearchCommunityResponse,
  SignInData,
  SignInResponse,
  SignOutData,
  SignOutResponse,
  SignUpData,
  SignUpResponse,
  SubmitProofData,
  SubmitProofResponse,
  UpdateCommunityData,
  UpdateCommunityResponse,
  UpdateGoalData,
  UpdateGoalResponse,
  UpdateMeData,
  UpdateMeResponse,
  UpdateMemberData,
  UpdateMemberResponse,
  UploadMediaData,
  UploadMediaResponse,
  VerifyEmailData,
  VerifyEmailResponse,
} from "./types.gen.ts";

export interface Operations {
  "GET /v1/communities/{communityId}/ledger/accounts": { input: ListLedgerAccountsData; answer: ListLedgerAccountsResponse };
  "POST /v1/communities/{communityId}/ledger/accounts": { input: OpenLedgerAccountData; answer: OpenLedgerAccountResponse };
  "GET /v1/communities/{communityId}/ledger/accounts/{accountId}": { input: GetLedgerAccountData; answer: GetLedgerAccountResponse };
  "PATCH /v1/communities/{communityId}/ledger/accounts/{accountId}": { input: ChangeLedgerAccountData; answer: ChangeLedgerAccountResponse };
  "GET /v1/communities/{communityId}/ledger/transactions/{transactionId}": { input: GetLedgerTransactionData; answer: GetLedgerTransactionResponse };
  "POST /v1/communities/{communityId}/ledger/accounts/{accountId}/closure": { input: CloseLedgerAccountData; answer: CloseLedgerAccountResponse };
  "DELETE /v1/communities/{communityId}/ledger/accounts/{accountId}/closure": { input: ReopenLedgerAccountData; answer: ReopenLedgerAccountResponse };
  "GET /v1/communities/{communityId}/ledger/accounts/tree": { input: GetLedgerAccountTreeData; answer: GetLedgerAccountTreeResponse };
  "POST /v1/communities/{communityId}/ledger/transactions/{transactionId}/reversal": { input: ReverseLedgerTransactionData; answer: ReverseLedgerTransactionResponse };
  "GET /v1/communities/{communityId}/ledger/holds": { input: ListLedgerHoldsData; answer: ListLedgerHoldsResponse };
  "POST /v1/communities/{communityId}/ledger/holds": { input: PlaceLedgerHoldData; answer: PlaceLedgerHoldResponse };
  "GET /v1/communities/{communityId}/ledger/holds/{holdId}": { input: GetLedgerHoldData; answer: GetLedgerHoldResponse };
  "POST /v1/communities/{communityId}/ledger/holds/{holdId}/captures": { input: CaptureLedgerHoldData; answer: CaptureLedgerHoldResponse };
  "POST /v1/communities/{communityId}/ledger/holds/{holdId}/release": { input: ReleaseLedgerHoldData; answer: ReleaseLedgerHoldResponse };
  "POST /v1/communities/{communityId}/ledger/exchanges": { input: PostLedgerExchangeData; answer: PostLedgerExchangeResponse };
  "POST /v1/communities/{communityId}/ledger/revaluations": { input: RevalueLedgerPositionsData; answer: RevalueLedgerPositionsResponse };
  "GET /v1/communities/{communityId}/ledger/accounts/{accountId}/entries": { input: ListLedgerEntriesData; answer: ListLedgerEntriesResponse };
  "POST /v1/communities/{communityId}/ledger/balances": { input: ReadLedgerBalancesData; answer: ReadLedgerBalancesResponse };
  "GET /v1/communities/{communityId}/ledger/trial-balance": { input: GetTrialBalanceData; answer: GetTrialBalanceResponse };
  "GET /v1/communities/{communityId}/ledger/general-ledger": { input: GetGeneralLedgerData; answer: GetGeneralLedgerResponse };
  "GET /v1/communities/{communityId}/ledger/transactions": { input: ListLedgerTransactionsData; answer: ListLedgerTransactionsResponse };
  "POST /v1/communities/{communityId}/ledger/transactions": { input: PostLedgerTransactionData; answer: PostLedgerTransactionResponse };
  "GET /v1/communities/{communityId}/ledger/cash-flow": { input: GetCashFlowData; answer: GetCashFlowResponse };
  "GET /v1/communities/{communityId}/ledger/journal": { input: ExportJournalData; answer: ExportJournalResponse };
  "POST /v1/communities/{communityId}/ledger/imports/preview": { input: PreviewLedgerImportData; answer: PreviewLedgerImportResponse };
  "POST /v1/communities/{communityId}/ledger/imports": { input: ImportLedgerData; answer: ImportLedgerResponse };
  "GET /v1/communities/{communityId}/ledger/seals": { input: ListLedgerSealsData; answer: ListLedgerSealsResponse };
  "GET /v1/communities/{communityId}/ledger/seals/latest": { input: GetLatestLedgerSealData; answer: GetLatestLedgerSealResponse };
  "GET /v1/communities/{communityId}/ledger/closings": { input: ListLedgerClosingsData; answer: ListLedgerClosingsResponse };
  "POST /v1/communities/{communityId}/ledger/closings": { input: CloseLedgerPeriodData; answer: CloseLedgerPeriodResponse };
  "GET /v1/communities/{communityId}/ledger/closings/{through}/accounts/{accountId}/proof": { input: ProveLedgerBalanceData; answer: ProveLedgerBalanceResponse };
  "POST /v1/users": { input: SignUpData; answer: SignUpResponse };
  "POST /v1/email-verifications": { input: VerifyEmailData; answer: VerifyEmailResponse };
  "POST /v1/email-verification-requests": { input: RequestEmailVerificationData; answer: RequestEmailVerificationResponse };
  "POST /v1/password-resets": { input: RequestPasswordResetData; answer: RequestPasswordResetResponse };
  "POST /v1/password-resets/confirmation": { input: ResetPasswordData; answer: ResetPasswordResponse };
  "GET /v1/sessions": { input: ListSessionsData; answer: ListSessionsResponse };
  "POST /v1/sessions": { input: SignInData; answer: SignInResponse };
  "DELETE /v1/sessions/current": { input: SignOutData; answer: SignOutResponse };
  "DELETE /v1/sessions/{sessionId}": { input: RevokeSessionData; answer: RevokeSessionResponse };
  "GET /v1/me": { input: GetMeData; answer: GetMeResponse };
  "PATCH /v1/me": { input: UpdateMeData; answer: UpdateMeResponse };
  "POST /v1/communities": { input: CreateCommunityData; answer: CreateCommunityResponse };
  "GET /v1/me/communities": { input: ListMyCommunitiesData; answer: ListMyCommunitiesResponse };
  "GET /v1/communities/{communityId}": { input: GetCommunityData; answer: GetCommunityResponse };
  "PATCH /v1/communities/{communityId}": { input: UpdateCommunityData; answer: UpdateCommunityResponse };
  "GET /v1/communities/{communityId}/members": { input: ListMembersData; answer: ListMembersResponse };
  "PATCH /v1/communities/{communityId}/members/{userId}": { input: UpdateMemberData; answer: UpdateMemberResponse };
  "DELETE /v1/communities/{communityId}/members/{userId}": { input: RemoveMemberData; answer: RemoveMemberResponse };
  "GET /v1/communities/{communityId}/roles": { input: ListRolesData; answer: ListRolesResponse };
  "POST /v1/communities/{communityId}/roles": { input: CreateRoleData; answer: CreateRoleResponse };
  "GET /v1/communities/{communityId}/permissions": { input: ListPermissionsData; answer: ListPermissionsResponse };
  "GET /v1/communities/{communityId}/invitations": { input: ListInvitationsData; answer: ListInvitationsResponse };
  "POST /v1/communities/{communityId}/invitations": { input: CreateInvitationData; answer: CreateInvitationResponse };
  "DELETE /v1/communities/{communityId}/invitations/{invitationId}": { input: RevokeInvitationData; answer: RevokeInvitationResponse };
  "GET /v1/invitations/{token}": { input: GetInvitationData; answer: GetInvitationResponse };
  "POST /v1/invitations/{token}/acceptance": { input: AcceptInvitationData; answer: AcceptInvitationResponse };
  "GET /v1/me/activity": { input: ListMyActivityData; answer: ListMyActivityResponse };
  "POST /v1/me/activity/{activityId}/completion": { input: FinishActivityData; answer: FinishActivityResponse };
  "GET /v1/communities/{communityId}/activity": { input: ListCommunityActivityData; answer: ListCommunityActivityResponse };
  "GET /v1/communities/{communityId}/providers": { input: ListProvidersData; answer: ListProvidersResponse };
  "POST /v1/communities/{communityId}/providers": { input: CreateProviderData; answer: CreateProviderResponse };
  "GET /v1/communities/{communityId}/provider-kinds": { input: ListProviderKindsData; answer: ListProviderKindsResponse };
  "PATCH /v1/communities/{communityId}/providers/{providerId}": { input: ChangeProviderData; answer: ChangeProviderResponse };
  "GET /v1/communities/{communityId}/payments": { input: ListPaymentsData; answer: ListPaymentsResponse };
  "GET /v1/communities/{communityId}/payments/{paymentId}": { input: GetPaymentData; answer: GetPaymentResponse };
  "GET /v1/communities/{communityId}/refunds": { input: ListRefundsData; answer: ListRefundsResponse };
  "GET /v1/communities/{communityId}/payouts": { input: ListPayoutsData; answer: ListPayoutsResponse };
  "GET /v1/communities/{communityId}/webhook-events": { input: ListWebhookEventsData; answer: ListWebhookEventsResponse };
  "GET /v1/communities/{communityId}/webhook-events/{webhookEventId}": { input: GetWebhookEventData; answer: GetWebhookEventResponse };
  "POST /v1/communities/{communityId}/webhook-events/{webhookEventId}/processing": { input: ReprocessWebhookEventData; answer: ReprocessWebhookEventResponse };
  "GET /v1/communities/{communityId}/unmatched-money": { input: ListUnmatchedMoneyData; answer: ListUnmatchedMoneyResponse };
  "GET /v1/communities/{communityId}/unmatched-money/{unmatchedId}": { input: GetUnmatchedMoneyData; answer: GetUnmatchedMoneyResponse };
  "POST /v1/communities/{communityId}/unmatched-money/{unmatchedId}/resolution": { input: ResolveUnmatchedMoneyData; answer: ResolveUnmatchedMoneyResponse };
  "GET /v1/communities/{communityId}/goals": { input: ListGoalsData; answer: ListGoalsResponse };
  "POST /v1/communities/{communityId}/goals": { input: CreateGoalData; answer: CreateGoalResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}": { input: GetGoalData; answer: GetGoalResponse };
  "PATCH /v1/communities/{communityId}/goals/{goalId}": { input: UpdateGoalData; answer: UpdateGoalResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/providers": { input: ListGoalProvidersData; answer: ListGoalProvidersResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/publication": { input: PublishGoalData; answer: PublishGoalResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/cancellation": { input: CancelGoalData; answer: CancelGoalResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/gifts": { input: ListGiftsData; answer: ListGiftsResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/gifts": { input: GiveGiftData; answer: GiveGiftResponse };
  "GET /v1/communities/{communityId}/gifts": { input: ListCommunityGiftsData; answer: ListCommunityGiftsResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}": { input: GetGiftData; answer: GetGiftResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/gift-quote": { input: QuoteGiftData; answer: QuoteGiftResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/refund-quote": { input: QuoteRefundData; answer: QuoteRefundResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/refund": { input: RefundGiftData; answer: RefundGiftResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/choice": { input: ChooseForGiftData; answer: ChooseForGiftResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/proofs": { input: ListProofsData; answer: ListProofsResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/proofs": { input: SubmitProofData; answer: SubmitProofResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}": { input: GetProofData; answer: GetProofResponse };
  "PUT /v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/vote": { input: CastVoteData; answer: CastVoteResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/votes": { input: ListVotesData; answer: ListVotesResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/proofs/{proofId}/decision": { input: DecideProofData; answer: DecideProofResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/milestones/{milestoneId}/release": { input: ReleaseMilestoneData; answer: ReleaseMilestoneResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/money": { input: GetGoalMoneyData; answer: GetGoalMoneyResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/payouts": { input: ListMilestonePayoutsData; answer: ListMilestonePayoutsResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/payouts": { input: RequestPayoutData; answer: RequestPayoutResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/updates": { input: ListGoalUpdatesData; answer: ListGoalUpdatesResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/updates": { input: PostGoalUpdateData; answer: PostGoalUpdateResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/comments": { input: ListCommentsData; answer: ListCommentsResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/comments": { input: PostCommentData; answer: PostCommentResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/comments/{commentId}/approval": { input: ApproveCommentData; answer: ApproveCommentResponse };
  "POST /v1/communities/{communityId}/goals/{goalId}/comments/{commentId}/reports": { input: ReportCommentData; answer: ReportCommentResponse };
  "DELETE /v1/communities/{communityId}/goals/{goalId}/comments/{commentId}": { input: DeleteCommentData; answer: DeleteCommentResponse };
  "GET /v1/communities/{communityId}/search": { input: SearchCommunityData; answer: SearchCommunityResponse };
  "GET /v1/communities/{communityId}/events": { input: FollowEventsData; answer: unknown };
  "POST /v1/communities/{communityId}/ledger/transactions/bulk": { input: PostLedgerTransactionsData; answer: PostLedgerTransactionsResponse };
  "POST /v1/hooks/{providerId}": { input: ReceiveWebhookData; answer: ReceiveWebhookResponse };
  "POST /v1/communities/{communityId}/media": { input: UploadMediaData; answer: UploadMediaResponse };
  "GET /v1/communities/{communityId}/media/{mediaId}": { input: GetMediaData; answer: GetMediaResponse };
  "GET /v1/communities/{communityId}/goals/{goalId}/gifts.csv": { input: ExportGiftsData; answer: ExportGiftsResponse };
}
