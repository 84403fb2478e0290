using FsCheck.Fluent;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certificates;

public sealed class ValidityTests
{
    private static readonly Application Approved = new() { Id = Person(70), TrainerId = Applicant, Level = Level.Foundation };
    private static readonly CertifiedCourse Course = new("foundation", 2, "Vision Zero Foundation");

    [Theory]
    [InlineData("2026-06-01", 36, "2029-05-31")]
    [InlineData("2026-01-01", 12, "2026-12-31")]
    [InlineData("2026-03-01", 12, "2027-02-28")]
    [InlineData("2027-03-01", 12, "2028-02-29")]
    // From a leap day: the twelve months are whole.
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2028-02-29", 36, "2031-02-28")]
    [InlineData("2028-02-29", 60, "2033-02-28")]
    // To a leap year, where the day exists.
    [InlineData("2028-02-29", 48, "2032-02-28")]
    [InlineData("2027-02-28", 12, "2028-02-27")]
    // From a day the last month does not have.
    [InlineData("2026-08-31", 6, "2027-02-28")]
    [InlineData("2026-01-30", 1, "2026-02-28")]
    [InlineData("2026-03-31", 1, "2026-04-30")]
    public void Validity_is_whole_months_to_the_end_of_its_last_day(string from, int months, string last) =>
        CertificateDecisions.LastDay(Date(from), months).ShouldBe(Date(last));

    [Fact]
    public void Nobody_loses_a_day_to_the_calendar()
    {
        var cases = from day in Gen.Choose(Date("2022-01-01").DayNumber, Date("2099-12-31").DayNumber) from months in Gen.Choose(1, 120) select (DateOnly.FromDayNumber(day), months);

        Always.Holds(cases, c =>
        {
            var (from, months) = c;
            var last = CertificateDecisions.LastDay(from, months);
            var next = last.AddDays(1);

            // The day after is the same day of the month; in a month without it, the first of the next.
            next.ShouldBe(from.Day <= DateTime.DaysInMonth(from.AddMonths(months).Year, from.AddMonths(months).Month)
                ? from.AddMonths(months)
                : new DateOnly(from.Year, from.Month, 1).AddMonths(months + 1));
        }, times: 1000);
    }

    [Fact]
    public void A_first_certificate_begins_on_the_day_of_the_decision()
    {
        var awarded = CertificateDecisions.Award(Approved, Papers.Holder, Papers.Marks, null, Policy, Noon, Course);

        awarded.ShouldBe(new CertificateEvent.Awarded(Person(70), Applicant, Level.Foundation, Papers.Marks.Number, Papers.Marks.Code, "Anna Müller", null, "en", Date("2026-07-01"), Date("2031-06-30"), 1, null, Noon, Course));
    }

    [Fact]
    public void Professional_has_its_own_validity()
    {
        var awarded = CertificateDecisions.Award(Approved with { Level = Level.Professional }, Papers.Holder, Papers.Marks, null, Policy, Noon);

        awarded.Level.ShouldBe(Level.Professional);
        awarded.ValidThrough.ShouldBe(Date("2029-06-30"));
    }

    [Fact]
    public void The_day_is_the_day_of_utc_wherever_the_decision_is_made()
    {
        var lateInAuckland = new DateTimeOffset(2026, 7, 2, 8, 0, 0, TimeSpan.FromHours(12));

        CertificateDecisions.Award(Approved, Papers.Holder, Papers.Marks, null, Policy, lateInAuckland).ValidFrom.ShouldBe(Date("2026-07-01"));
    }

    [Theory]
    // In the window: begins when the old one ends.
    [InlineData("2026-12-31", "2027-01-01", "2031-12-31")]
    // On its last day.
    [InlineData("2026-07-01", "2026-07-02", "2031-07-01")]
    // After its last day: no gap is filled backwards.
    [InlineData("2026-06-30", "2026-07-01", "2031-06-30")]
    [InlineData("2020-01-01", "2026-07-01", "2031-06-30")]
    public void A_renewal_loses_no_day_and_makes_no_gap_good(string oldLast, string from, string through)
    {
        var awarded = CertificateDecisions.Award(Approved, Papers.Holder, Papers.Marks, Papers.Certificate("2020-01-01", oldLast), Policy, Noon);

        awarded.ValidFrom.ShouldBe(Date(from));
        awarded.ValidThrough.ShouldBe(Date(through));
    }
}
