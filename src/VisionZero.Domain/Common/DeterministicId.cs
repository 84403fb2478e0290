using System.Security.Cryptography;
using System.Text;

namespace VisionZero.Domain.Common;

/// <summary>
/// Name-based identities (RFC 9562, version 5, SHA-1): the same facts give the same id, so that a second attempt to
/// create a thing collides with the first. This is the platform's key for "exactly once".
/// </summary>
public static class DeterministicId
{
    private static readonly Guid Namespace = new("6f0b8a52-3c1e-5d0c-9a77-7a65726f3741");

    /// <summary>The enrolment of a trainer in one version of a course; the cycle counts repetitions from 1.</summary>
    public static Guid Enrolment(Guid trainerId, string course, int courseVersion, int cycle) =>
        Of($"enrolment/{trainerId:N}/{course}/{courseVersion}/{cycle}");

    /// <summary>The bank of questions of one version of a course.</summary>
    public static Guid ItemBank(string course, int courseVersion) => Of($"item-bank/{course}/{courseVersion}");

    /// <summary>The application of a trainer for a level; the cycle counts applications from 1.</summary>
    public static Guid Application(Guid trainerId, Level level, int cycle) =>
        Of($"application/{trainerId:N}/{level}/{cycle}");

    /// <summary>The assessed teaching practice of a trainer; the attempt counts from 1.</summary>
    public static Guid Practice(Guid trainerId, int attempt) => Of($"practice/{trainerId:N}/{attempt}");

    /// <summary>A slot that an assessor offers: one at a time.</summary>
    public static Guid Slot(Guid assessor, DateTimeOffset startsAt) => Of($"slot/{assessor:N}/{startsAt.UtcTicks}");

    /// <summary>An assessor's draft of the marks of a practice: one at a time.</summary>
    public static Guid MarkingDraft(Guid practiceId, Guid assessor) => Of($"marking-draft/{practiceId:N}/{assessor:N}");

    /// <summary>The certificate that follows from the approval of an application.</summary>
    public static Guid Certificate(Guid applicationId) => Of($"certificate/{applicationId:N}");

    /// <summary>The certificate that supersedes another (a corrected name). One successor at most.</summary>
    public static Guid Successor(Guid certificateId) => Of($"certificate-successor/{certificateId:N}");

    /// <summary>The publication of a version of a course.</summary>
    public static Guid Publication(string course, int courseVersion) => Of($"publication/{course}/{courseVersion}");

    /// <summary>A message caused by an event: one a purpose, however often the job runs.</summary>
    public static Guid Mail(Guid eventId, string purpose) => Of($"mail/{eventId:N}/{purpose}");

    /// <summary>A message caused by a date (a reminder): one a subject and day.</summary>
    public static Guid Reminder(Guid subjectId, string purpose) => Of($"reminder/{subjectId:N}/{purpose}");

    /// <summary>Version 5 of the name in the platform's namespace.</summary>
    public static Guid Of(string name)
    {
        Span<byte> space = stackalloc byte[16];
        Namespace.TryWriteBytes(space, bigEndian: true, out _);
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        space.CopyTo(input);
        text.CopyTo(input, 16);
#pragma warning disable CA5350 // RFC 9562 fixes SHA-1 for version 5; nothing secret depends on it.
        Span<byte> hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
