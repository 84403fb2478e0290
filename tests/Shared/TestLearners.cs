using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;

namespace VisionZero.Tests;

/// <summary>Somebody who learns, with the cookie of an open session.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="Cookie">The session, as a request carries it.</param>
internal sealed record TestLearner(Guid AccountId, Guid EnrolmentId, string Cookie);

/// <summary>Many learners at once, made from events: a thousand sign-ins by form would measure password hashing.</summary>
internal static class TestLearners
{
    private const int Batch = 50;

    /// <summary>Makes learners who have studied a whole course, or have just enrolled.</summary>
    public static async Task<IReadOnlyList<TestLearner>> MakeAsync(IServiceProvider services, string course, int count, DateTimeOffset now, CancellationToken ct, bool studied = true, DateTimeOffset? enrolled = null)
    {
        var outline = services.GetRequiredService<CourseLibrary>().Find(course)!.Outline;
        var learners = new List<TestLearner>(count);
        while (learners.Count < count)
        {
            await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
            for (var left = Math.Min(Batch, count - learners.Count); left > 0; left--)
            {
                var login = Login();
                var trainer = Guid.CreateVersion7();
                var enrolment = DeterministicId.Enrolment(trainer, outline.Course, outline.Version, 1);
                session.Insert(login);
                session.Events.StartStream<Trainer>(trainer, new TrainerEvent.Registered(login.Id, "FI", ["fi"], ["metal"], 3, now), new TrainerEvent.ConductAccepted(1, now));
                session.Events.StartStream<Enrolment>(enrolment,
                [
                    new EnrolmentEvent.Enrolled(trainer, outline.Course, outline.Version, outline.Level, 1, enrolled ?? now),
                    .. studied ? TestHistories.Studied(outline.Rules, now) : [],
                ]);
                learners.Add(new TestLearner(login.Id, enrolment, TestSessions.Add(session, services, login, now)));
            }

            await session.SaveChangesAsync(ct);
        }

        return learners;
    }

    private static Login Login()
    {
        var id = Guid.CreateVersion7();
        var email = $"{id:N}@{TestAccounts.Domain}";
        return new Login { Id = id, Email = email, NormalizedEmail = email.ToUpperInvariant(), EmailConfirmed = true, Roles = [Role.Trainer], SecurityStamp = id.ToString("N") };
    }
}
