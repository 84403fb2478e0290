namespace VisionZero.Domain.Certificates;

/// <summary>
/// The course a certificate rests on, as the paper names it. The title is that of the day of the award, in the paper's
/// language: whatever the course is called later, the register says what the paper says.
/// </summary>
/// <param name="Id">E.g. <c>foundation</c>.</param>
/// <param name="Version">The version that was taken.</param>
/// <param name="Title">What it was called.</param>
public sealed record CertifiedCourse(string Id, int Version, string Title);
