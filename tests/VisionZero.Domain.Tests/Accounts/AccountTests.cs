using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly AccountEvent Registered = new AccountEvent.Registered([Role.Trainer], "en", Noon);

    [Fact]
    public void An_account_opens_unconfirmed_with_its_roles()
    {
        var account = Given.Account(Registered).State;

        account.Roles.ShouldBe([Role.Trainer]);
        account.Confirmed.ShouldBeFalse();
        account.OpenedAt.ShouldBe(Noon);
        account.InvitedBy.ShouldBeNull();
    }

    [Fact]
    public void A_confirmed_address_stays_confirmed_through_a_change() =>
        Given.Account(Registered, new AccountEvent.EmailConfirmed(Noon), new AccountEvent.EmailChangeRequested(Noon), new AccountEvent.EmailChanged(Noon)).State.Confirmed.ShouldBeTrue();

    [Fact]
    public void Asking_for_a_change_confirms_nothing() =>
        Given.Account(Registered, new AccountEvent.EmailChangeRequested(Noon), new AccountEvent.ConfirmationRequested(Noon)).State.Confirmed.ShouldBeFalse();

    [Fact]
    public void Staff_know_who_invited_them()
    {
        var account = Given.Account(new AccountEvent.Invited([Role.Reviewer], Anna, "en", Noon), new AccountEvent.RolesChanged([Role.Reviewer, Role.Approver], Ben)).State;

        account.InvitedBy.ShouldBe(Anna);
        account.Roles.ShouldBe([Role.Reviewer, Role.Approver]);
    }

    [Fact]
    public void The_first_administrator_is_confirmed_by_the_link_of_the_start()
    {
        var account = Given.Account(new AccountEvent.FirstAdministratorMade(Noon)).State;

        account.Roles.ShouldBe([Role.Administrator]);
        account.Confirmed.ShouldBeTrue();
    }

    [Fact]
    public void A_closed_account_may_nothing()
    {
        var account = Given.Account(Registered, new AccountEvent.Closed(Noon)).State;

        account.Closed.ShouldBeTrue();
        account.Roles.ShouldBeEmpty();
    }

    [Fact]
    public void What_only_the_trail_needs_changes_no_state()
    {
        var account = Given.Account(Registered);

        account.And(
            new AccountEvent.PasswordResetRequested(Noon),
            new AccountEvent.PasswordChanged(Noon),
            new AccountEvent.LockedOut(Noon)).State.ShouldBe(account.State);
    }
}
