namespace VisionZero.LocalPostgres.Tests;

public sealed class BinariesTests
{
    [Fact]
    public void This_machine_has_a_server_and_the_newest_comes_first()
    {
        var found = PostgresBinaries.Find();

        found.ShouldNotBeEmpty();
        found.ShouldBe(found.OrderByDescending(installation => installation.Version));
        found.ShouldAllBe(installation => installation.Major >= 15 && installation.Major <= 18);
    }

    [Fact]
    public void A_link_to_one_tool_leads_to_the_folder_behind_it()
    {
        var real = PostgresBinaries.Find()[0];
        var folder = Directory.CreateTempSubdirectory("vz-lp-path-");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "initdb"), Path.Combine(real.Folder, "initdb"));

        PostgresBinaries.FindIn([folder.FullName, real.Folder]).ShouldBe([real]);

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 14.9", false)]
    [InlineData("postgres (PostgreSQL) 16.3 (Debian 16.3-1)", true)]
    [InlineData("postgres (PostgreSQL) 18beta1", true)]
    [InlineData("postgres (PostgreSQL) 19.0", false)]
    public void Versions_15_to_18_count(string answer, bool counts)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "writes shell scripts");
        var folder = Directory.CreateTempSubdirectory("vz-lp-bin-");
        foreach (var tool in (string[])["postgres", "initdb", "pg_ctl"])
        {
            var path = Path.Combine(folder.FullName, tool);
            File.WriteAllText(path, $"#!/bin/sh\necho '{answer}'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        PostgresBinaries.FindIn([folder.FullName, "/nowhere"]).Any().ShouldBe(counts);

        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_folder_with_client_tools_only_does_not_count()
    {
        var folder = Directory.CreateTempSubdirectory("vz-lp-client-");
        File.WriteAllText(Path.Combine(folder.FullName, "initdb"), "");

        PostgresBinaries.FindIn([folder.FullName]).ShouldBeEmpty();

        folder.Delete(recursive: true);
    }
}
