using VisionZero.Web.Content;

namespace VisionZero.Web.Tests.Content;

/// <summary>What was published is kept byte for byte, and comes back as it was.</summary>
public sealed class CourseArchiveTests : IDisposable
{
    private readonly string _folder = FixtureCourses.Write();
    private readonly string _other = Path.Combine(Path.GetTempPath(), "vz-unpacked-" + Guid.NewGuid().ToString("N")[..8]);

    private string Version => Path.Combine(_folder, "courses/foundation/v1");

    public void Dispose()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        System.IO.Directory.Delete(_other, recursive: true);
    }

    [Fact]
    public void The_same_files_are_the_same_bytes_whenever_they_were_written()
    {
        var packed = CourseArchive.Pack(Version);
        File.SetLastWriteTimeUtc(Path.Combine(Version, "course.yaml"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var again = CourseArchive.Pack(Version);

        again.Bytes.ShouldBe(packed.Bytes);
        again.Sha256.ShouldBe(CourseManifest.Of(Version).Sha256);
        CourseArchive.Unpack(packed.Bytes, packed.Sha256, _other);
        CourseManifest.Of(_other).Files.ShouldBe(CourseManifest.Of(Version).Files);
    }

    [Fact]
    public void A_folder_that_somebody_changed_is_unpacked_anew_and_bytes_that_somebody_changed_are_refused()
    {
        var (bytes, sha256) = CourseArchive.Pack(Version);
        CourseArchive.Unpack(bytes, sha256, _other);
        File.AppendAllText(Path.Combine(_other, "rule-1/items.yaml"), "# not published\n");
        File.WriteAllText(Path.Combine(_other, "more.txt"), "");

        CourseArchive.Unpack(bytes, sha256, _other);

        CourseManifest.Of(_other).Sha256.ShouldBe(sha256);
        Should.Throw<InvalidDataException>(() => CourseArchive.Unpack(bytes, new string('0', 64), _other + "/wrong")).Message.ShouldContain(sha256);
        System.IO.Directory.Exists(_other + "/wrong").ShouldBeFalse();
    }
}
