using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certificates;

/// <summary>Professional here: 180 days of window, 30 of grace.</summary>
public sealed class StandingTests
{
    [Theory]
    [InlineData("2026-07-01T00:00:00Z", StandingKind.NotYetValid)]
    [InlineData("2026-07-31T23:59:59Z", StandingKind.NotYetValid)]
    [InlineData("2026-08-01T00:00:00Z", StandingKind.Valid)]
    [InlineData("2029-01-31T23:59:59Z", StandingKind.Valid)]
    [InlineData("2029-02-01T00:00:00Z", StandingKind.InRenewalWindow)]
    [InlineData("2029-07-31T23:59:59Z", StandingKind.InRenewalWindow)]
    [InlineData("2029-08-01T00:00:00Z", StandingKind.InGrace)]
    [InlineData("2029-08-30T23:59:59Z", StandingKind.InGrace)]
    [InlineData("2029-08-31T00:00:00Z", StandingKind.Expired)]
    [InlineData("2099-01-01T00:00:00Z", StandingKind.Expired)]
    // The last day is a day of UTC: on Kiritimati it is already the next one.
    [InlineData("2029-08-01T13:59:59+14:00", StandingKind.InRenewalWindow)]
    public void A_certificate_goes_through_its_time(string at, StandingKind kind)
    {
        var standing = Standing.Of(Papers.Certificate("2026-08-01", "2029-07-31", Level.Professional), Policy, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));

        standing.Kind.ShouldBe(kind);
        standing.Through.ShouldBe(Date("2029-07-31"));
    }

    [Theory]
    [InlineData("2031-07-31", StandingKind.InRenewalWindow)]
    [InlineData("2031-08-01", StandingKind.Expired)]
    public void Without_grace_the_day_after_the_last_is_the_end(string day, StandingKind kind) =>
        Standing.Of(Papers.Certificate("2026-08-01", "2031-07-31"), Policy, Day(day)).Kind.ShouldBe(kind);

    [Theory]
    [InlineData(StandingKind.NotYetValid, false, false, true)]
    [InlineData(StandingKind.Valid, true, false, true)]
    [InlineData(StandingKind.InRenewalWindow, true, true, true)]
    [InlineData(StandingKind.InGrace, true, true, true)]
    [InlineData(StandingKind.Expired, false, false, false)]
    [InlineData(StandingKind.Suspended, false, false, false)]
    [InlineData(StandingKind.Revoked, false, false, false)]
    [InlineData(StandingKind.Superseded, false, false, false)]
    public void Each_standing_says_what_it_is_worth(StandingKind kind, bool certifies, bool mayRenew, bool mayBeCorrected)
    {
        var standing = new Standing(kind, Date("2029-07-31"));

        standing.Certifies.ShouldBe(certifies);
        standing.MayRenew.ShouldBe(mayRenew);
        standing.MayBeCorrected.ShouldBe(mayBeCorrected);
    }

    [Fact]
    public void Every_kind_of_standing_is_known_to_these_tests() => Enum.GetValues<StandingKind>().Length.ShouldBe(8);

    [Fact]
    public void A_sanction_counts_from_its_instant()
    {
        foreach (var (sanction, kind) in new (CertificateEvent, StandingKind)[]
        {
            (Papers.Suspended(Noon), StandingKind.Suspended),
            (Papers.Revoked(Noon), StandingKind.Revoked),
            (Papers.Superseded(Noon), StandingKind.Superseded),
        })
        {
            var certificate = Papers.Certificate("2026-01-01", "2030-12-31", Level.Foundation, sanction);

            Standing.Of(certificate, Policy, Noon.AddTicks(-1)).Kind.ShouldBe(StandingKind.Valid);
            Standing.Of(certificate, Policy, Noon).Kind.ShouldBe(kind);
            Standing.Of(certificate, Policy, Day("2030-12-31")).Kind.ShouldBe(kind);
            Standing.Of(certificate, Policy, Noon.AddYears(50)).Kind.ShouldBe(kind == StandingKind.Suspended ? StandingKind.Expired : kind);
        }
    }

    [Fact]
    public void Revoked_is_more_than_superseded_and_superseded_more_than_suspended()
    {
        Standing.Of(Papers.Certificate("2026-01-01", "2030-12-31", Level.Foundation, Papers.Suspended(Noon), Papers.Revoked(Noon)), Policy, Noon).Kind.ShouldBe(StandingKind.Revoked);
        Standing.Of(Papers.Certificate("2026-01-01", "2030-12-31", Level.Foundation, Papers.Superseded(Noon), Papers.Revoked(Noon)), Policy, Noon).Kind.ShouldBe(StandingKind.Revoked);
        Standing.Of(Papers.Certificate("2026-01-01", "2030-12-31", Level.Foundation, Papers.Suspended(Noon), Papers.Superseded(Noon)), Policy, Noon).Kind.ShouldBe(StandingKind.Superseded);
    }

    [Theory]
    [InlineData("2029-07-31T23:59:59Z", StandingKind.Suspended)]
    // In grace a decision still matters.
    [InlineData("2029-08-30T23:59:59Z", StandingKind.Suspended)]
    [InlineData("2029-08-31T00:00:00Z", StandingKind.Expired)]
    public void A_suspension_does_not_outlive_the_certificate(string at, StandingKind kind) =>
        Standing.Of(Papers.Certificate("2026-08-01", "2029-07-31", Level.Professional, Papers.Suspended(Noon)), Policy, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).Kind.ShouldBe(kind);

    [Fact]
    public void A_reinstated_certificate_is_worth_what_its_dates_say()
    {
        var reinstated = Papers.Certificate("2026-01-01", "2030-12-31", Level.Foundation, Papers.Suspended(Noon), Papers.Reinstated(Noon.AddDays(1)));

        Standing.Of(reinstated, Policy, Noon.AddDays(1)).Kind.ShouldBe(StandingKind.Valid);
        Standing.Of(reinstated, Policy, Day("2031-01-01")).Kind.ShouldBe(StandingKind.Expired);
    }

    [Fact]
    public void No_job_has_to_run_for_a_certificate_to_expire() =>
        Standing.Of(Papers.Certificate("2021-07-01", "2026-06-30") with { ExpiryNoted = false }, Policy, Noon).Certifies.ShouldBeFalse();
}
