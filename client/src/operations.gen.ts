// Generated from openapi.json by `npm run generate`.
import type {
  AcceptInvitationData,
  AcceptInvitationResponse,
  ChangeProviderData,
  ChangeProviderResponse,
  CreateCommunityData,
  CreateCommunityResponse,
  CreateInvitationData,
  CreateInvitationResponse,
  CreateProviderData,
  CreateProviderResponse,
  CreateRoleData,
  CreateRoleResponse,
  ExportJournalData,
  ExportJournalResponse,
  FinishActivityData,
  FinishActivityResponse,
  FollowEventsData,
  GetCommunityData,
  GetCommunityResponse,
  GetInvitationData,
  GetInvitationResponse,
  GetLedgerAccountData,
  GetLedgerAccountResponse,
  GetLedgerTransactionData,
  GetLedgerTransactionResponse,
  GetMeData,
  GetMeResponse,
  GetPaymentData,
  GetPaymentResponse,
  GetTrialBalanceData,
  GetTrialBalanceResponse,
  GetWebhookEventData,
  GetWebhookEventResponse,
  ListCommunityActivityData,
  ListCommunityActivityResponse,
  ListInvitationsData,
  ListInvitationsResponse,
  ListLedgerAccountsData,
  ListLedgerAccountsResponse,
  ListLedgerEntriesData,
  ListLedgerEntriesResponse,
  ListLedgerTransactionsData,
  ListLedgerTransactionsResponse,
  ListMembersData,
  ListMembersResponse,
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
  ListWebhookEventsData,
  ListWebhookEventsResponse,
  RemoveMemberData,
  RemoveMemberResponse,
  ReprocessWebhookEventData,
  ReprocessWebhookEventResponse,
  RequestEmailVerificationData,
  RequestEmailVerificationResponse,
  RequestPasswordResetData,
  RequestPasswordResetResponse,
  ResetPasswordData,
  ResetPasswordResponse,
  RevokeInvitationData,
  RevokeInvitationResponse,
  RevokeSessionData,
  RevokeSessionResponse,
  SignInData,
  SignInResponse,
  SignOutData,
  SignOutResponse,
  SignUpData,
  SignUpResponse,
  UpdateCommunityData,
  UpdateCommunityResponse,
  UpdateMeData,
  UpdateMeResponse,
  UpdateMemberData,
  UpdateMemberResponse,
  VerifyEmailData,
  VerifyEmailResponse,
} from "./types.gen.ts";

export interface Operations {
  "GET /v1/communities/{communityId}/ledger/accounts": { input: ListLedgerAccountsData; answer: ListLedgerAccountsResponse };
  "GET /v1/communities/{communityId}/ledger/accounts/{accountId}": { input: GetLedgerAccountData; answer: GetLedgerAccountResponse };
  "GET /v1/communities/{communityId}/ledger/accounts/{accountId}/entries": { input: ListLedgerEntriesData; answer: ListLedgerEntriesResponse };
  "GET /v1/communities/{communityId}/ledger/transactions": { input: ListLedgerTransactionsData; answer: ListLedgerTransactionsResponse };
  "GET /v1/communities/{communityId}/ledger/transactions/{transactionId}": { input: GetLedgerTransactionData; answer: GetLedgerTransactionResponse };
  "GET /v1/communities/{communityId}/ledger/trial-balance": { input: GetTrialBalanceData; answer: GetTrialBalanceResponse };
  "GET /v1/communities/{communityId}/ledger/journal": { input: ExportJournalData; answer: ExportJournalResponse };
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
  "PATCH /v1/communities/{communityId}/providers/{providerId}": { input: ChangeProviderData; answer: ChangeProviderResponse };
  "GET /v1/communities/{communityId}/payments": { input: ListPaymentsData; answer: ListPaymentsResponse };
  "GET /v1/communities/{communityId}/payments/{paymentId}": { input: GetPaymentData; answer: GetPaymentResponse };
  "GET /v1/communities/{communityId}/refunds": { input: ListRefundsData; answer: ListRefundsResponse };
  "GET /v1/communities/{communityId}/payouts": { input: ListPayoutsData; answer: ListPayoutsResponse };
  "GET /v1/communities/{communityId}/webhook-events": { input: ListWebhookEventsData; answer: ListWebhookEventsResponse };
  "GET /v1/communities/{communityId}/webhook-events/{webhookEventId}": { input: GetWebhookEventData; answer: GetWebhookEventResponse };
  "POST /v1/communities/{communityId}/webhook-events/{webhookEventId}/processing": { input: ReprocessWebhookEventData; answer: ReprocessWebhookEventResponse };
  "GET /v1/communities/{communityId}/unmatched-money": { input: ListUnmatchedMoneyData; answer: ListUnmatchedMoneyResponse };
  "GET /v1/communities/{communityId}/events": { input: FollowEventsData; answer: unknown };
}
