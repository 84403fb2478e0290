using System.Security.Cryptography;
using System.Text;
using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>A learner's own notes and bookmarks in one enrolment; free text and nobody's business, so beside the log.</summary>
public sealed record StudyNotes
{
    /// <summary>Identity of the enrolment.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose notes they are.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>By lesson, as <see cref="Enrolment.LessonKey"/> names it.</summary>
    public IReadOnlyDictionary<string, StudyNote> Notes { get; init; } = new Dictionary<string, StudyNote>();

    /// <summary>The note on a lesson, or an empty one.</summary>
    public StudyNote On(int rule, string lesson) => Notes.GetValueOrDefault(Enrolment.LessonKey(rule, lesson)) ?? new StudyNote("", false);
}

/// <summary>What a learner wrote on a lesson, and whether it is bookmarked.</summary>
public sealed record StudyNote(string Text, bool IsBookmarked)
{
    /// <summary>Whether there is anything to keep.</summary>
    public bool IsEmpty => Text.Length == 0 && !IsBookmarked;

    /// <summary>What tells this note from another; a form carries that of the note it was shown with.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{IsBookmarked}\n{Text}")).AsSpan(0, 12));
}

/// <summary>
/// Keeps a note on a lesson; an empty one is taken away. It takes its turn at the enrolment, for the notes of all lessons
/// are one document, and a note that another window kept meanwhile is not replaced unseen.
/// </summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="Rule">The golden rule.</param>
/// <param name="Lesson">The lesson.</param>
/// <param name="Text">What was written.</param>
/// <param name="Bookmark">Whether the lesson is bookmarked.</param>
/// <param name="Seen"><see cref="StudyNote.Hash"/> of the note that was shown.</param>
[Allow(Role.Trainer)]
public sealed record KeepNote(Guid EnrolmentId, int Rule, string Lesson, string Text, bool Bookmark, string Seen) : ICommand
{
    /// <summary>The refusal where another note was kept meanwhile.</summary>
    public const string Changed = "enrolment.note-changed";

    /// <summary>Longest note, in characters.</summary>
    public const int Longest = 4000;

    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (Text.Length > Longest)
        {
            yield return Refusal.At("Text", "enrolment.note-too-long", ("most", Longest));
        }
    }
}

internal sealed class KeepNoteHandler(IDocumentSession session, ActorContext actor, CourseLibrary library) : IRequestHandler<KeepNote, Outcome>
{
    public async Task<Outcome> Handle(KeepNote command, CancellationToken cancellationToken)
    {
        if ((await session.Events.FetchForExclusiveWriting<Enrolment>(command.EnrolmentId, cancellationToken)).Aggregate is not { } enrolment
            || (await session.LoadAsync<Trainer>(enrolment.TrainerId, cancellationToken))?.AccountId != actor.Current.Person)
        {
            return Outcome.NotFound;
        }

        var course = library.Find(enrolment.Course, enrolment.CourseVersion);
        if (course is null || !GoldenRules.Exists(command.Rule) || course.Rule(command.Rule).Lessons.All(l => l.Key != command.Lesson))
        {
            return Outcome.Refused(Refusal.Of("enrolment.no-such-lesson"));
        }

        var kept = await session.LoadAsync<StudyNotes>(enrolment.Id, cancellationToken) ?? new StudyNotes { Id = enrolment.Id, TrainerId = enrolment.TrainerId };
        var notes = new Dictionary<string, StudyNote>(kept.Notes);
        var note = new StudyNote(command.Text.Trim(), command.Bookmark);
        var key = Enrolment.LessonKey(command.Rule, command.Lesson);
        if (kept.On(command.Rule, command.Lesson) is { IsEmpty: false } there && there.Hash() != command.Seen && there != note)
        {
            return Outcome.Refused(Refusal.Of(KeepNote.Changed));
        }

        if (note.IsEmpty)
        {
            notes.Remove(key);
        }
        else
        {
            notes[key] = note;
        }

        session.Store(kept with { Notes = notes });
        return Outcome.Made(enrolment.Id);
    }
}
