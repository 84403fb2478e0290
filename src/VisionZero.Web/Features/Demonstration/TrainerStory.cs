using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>One trainer's way from the first form to where the trainer stands today, scene by scene.</summary>
public sealed partial class TrainerStory : Story
{
    private readonly Land _land;
    private readonly PersonName _name;
    private readonly Ending _ending;
    private readonly string _email;
    private Actor _actor = Actor.Anonymous;
    private Guid _trainer;
    private ProfileInput? _profile;

    /// <summary>Writes the story.</summary>
    public TrainerStory(int number, Land land, PersonName name, Ending ending, string email, DateTimeOffset now)
        : base(new Random(1000 + number), now)
    {
        ArgumentNullException.ThrowIfNull(land);
        _land = land;
        _name = name;
        _ending = ending;
        _email = email;
        Write();
    }

    /// <inheritdoc/>
    public override string Kind => _ending.ToString();

    /// <inheritdoc/>
    public override string Locale => _land.Locale;

    private void Write()
    {
        switch (_ending)
        {
            case Ending.Unconfirmed:
                Open();
                EndsAgo(1, 40);
                return;
            case Ending.Unregistered:
                Open();
                Confirm();
                EndsAgo(1, 60);
                return;
            case Ending.Registered or Ending.Legacy or Ending.Erased:
                Begin();
                Later();
                EndsAgo(2, 200);
                return;
        }

        Begin();
        var level = Level.Foundation;
        Enrol(level);
        if (_ending == Ending.Reading)
        {
            Study(level, Random.Next(1, 7));
            AskForAdjustment();
            EndsAgo(0, 20);
            return;
        }

        Study(level, 7);
        if (_ending == Ending.Assessing)
        {
            Then(0.2, 2, StartAsync);
            EndsAgo(0, 0);
            return;
        }

        Exam(level);
        if (_ending is Ending.Failed or Ending.UsedUp or Ending.Passed)
        {
            EndsAgo(1, 25);
            return;
        }

        Plan(level);
        if (_ending == Ending.Completed)
        {
            EndsAgo(1, 30);
            return;
        }

        Apply(level);
        if (_ending < Ending.Foundation)
        {
            Desk();
            EndsAgo(_ending is Ending.Declined or Ending.Withdrawn ? 5 : 0, _ending is Ending.Declined ? 90 : 14);
            return;
        }

        Certify();
        if (_ending is Ending.Foundation or Ending.FoundationDue)
        {
            // The first certificates of the programme, of spring 2022, end in spring 2027: their renewal is due.
            EndsAgo(_ending == Ending.Foundation ? 10 : 1650, _ending == Ending.Foundation ? 1500 : 1690);
            return;
        }

        Professional();
    }

    private void Professional()
    {
        Wait(20, 120);
        Enrol(Level.Professional);
        Study(Level.Professional, _ending == Ending.TakesProfessional ? Random.Next(1, 7) : 7);
        if (_ending == Ending.TakesProfessional)
        {
            EndsAgo(0, 30);
            return;
        }

        Exam(Level.Professional);
        Plan(Level.Professional);
        Practise();
        if (_ending is Ending.Practising or Ending.InMarking)
        {
            EndsAgo(0, 8);
            return;
        }

        Apply(Level.Professional);
        if (_ending == Ending.AppliedProfessional)
        {
            EndsAgo(0, 12);
            return;
        }

        Certify();
        Later();
        switch (_ending)
        {
            case Ending.ProfessionalDue:
                EndsAgo(930, 1080);
                break;
            case Ending.Renewed:
                // Three years run; in the last months of them the course is taken again and the renewal applied for.
                Wait(920, 1010);
                Enrol(Level.Professional);
                Study(Level.Professional, 7);
                Exam(Level.Professional);
                Plan(Level.Professional);
                Apply(Level.Professional);
                Certify();
                EndsAgo(3, 330);
                break;
            case Ending.Expired:
                EndsAgo(1110, 1400);
                break;
            case Ending.Professional or Ending.Unlisted:
                EndsAgo(5, 880);
                break;
            default:
                EndsAgo(3, 20);
                break;
        }
    }

    private void Open() => Then(0, 0, async stage => _actor = await stage.OpenAccountAsync(_email, Role.Trainer, _land.Locale));

    private void Confirm() => Then(0, 0.2, stage => stage.ConfirmAsync(_actor));

    private void Begin()
    {
        Open();
        Confirm();
        var professional = _ending >= Ending.TakesProfessional;
        Then(0, 2, async stage =>
        {
            _profile = new ProfileInput(
                _ending == Ending.Corrected ? Misspelt(_name.Native) : _name.Native,
                _name.Latin,
                _land.Country,
                Pick(_land.Cities),
                _land.Languages,
                [.. Codes.Sectors.OrderBy(_ => Random.Next()).Take(Random.Next(1, 4))],
                Random.Next(3) == 0 ? null : Pick([.. _land.Companies, .. _land.Partners]).Split('|')[0],
                stage.World.In(_land.Locale).Qualifications,
                professional ? Random.Next(2, 25) : Random.Next(0, 15));
            var listed = _ending != Ending.Unlisted && (professional || Random.Next(3) > 0);
            _trainer = await stage.SendAsync(_actor, new RegisterTrainer(_profile, ConductAccepted: true, stage.Service<Scheme>().Policy.ConductVersion, listed));
        });
        if (_ending > Ending.Registered)
        {
            Then(0, 1, stage => stage.SendAsync(_actor, new AddEvidence(EvidenceKind.OshQualification, Paper.Of(Random))));
            Then(0, 0.1, stage => stage.SendAsync(_actor, new AddEvidence(EvidenceKind.TrainingExperience, Paper.Of(Random))));
        }
    }

    private void Enrol(Level level) =>
        Then(0, 3, async stage => _enrolment = await stage.SendAsync(_actor, new Enrol(stage.Service<CourseLibrary>().For(level).Id)));

    // What comes after the way itself.
    private void Later()
    {
        switch (_ending)
        {
            case Ending.Legacy:
                Then(1, 5, async stage =>
                {
                    var trainer = await stage.LoadAsync<Trainer>(_trainer);
                    await stage.SendAsync(Pick(stage.Cast.Reviewers), new RecordLegacy(_trainer, trainer.Version, new DateOnly(2018, 1, 1).AddDays(Random.Next(1400))));
                });
                break;
            case Ending.Erased:
                Then(20, 60, stage => stage.SendAsync(_actor, new EraseMyAccount(Understood: true)));
                break;
            case Ending.Suspended or Ending.Reinstated:
                Sanction("misuse-of-name", revoke: false);
                if (_ending == Ending.Reinstated)
                {
                    Reinstate();
                }

                break;
            case Ending.Revoked:
                Sanction("false-evidence", revoke: true);
                break;
            case Ending.Corrected:
                Correct();
                break;
        }
    }

    // The slip that is corrected later: the last letter is missing.
    private static string Misspelt(string name) => name[..^1];
}
